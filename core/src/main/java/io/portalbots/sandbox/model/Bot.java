package io.portalbots.sandbox.model;

/**
 * A bot, registered by an application.
 *
 * @param code unique on the portal, across all applications
 * @param type {@code B} bot, {@code H} human-like, {@code O} Open Channels, {@code S} supervisor who reads every
 *     group message
 * @param openline whether a {@code B} or {@code H} bot works in Open Channels too; an {@code O} bot always does
 * @param clientId the application that owns it
 */
public record Bot(int id, String code, String type, boolean openline, String clientId, Profile profile)
        implements Member {

    /** Reads every message of its groups. */
    public boolean isSupervisor() {
        return type.equals("S");
    }

    /** Made for Open Channels. */
    public boolean isForLines() {
        return type.equals("O");
    }

    @Override
    public String name() {
        return profile.name();
    }

    @Override
    public String firstName() {
        return profile.firstName();
    }

    @Override
    public String lastName() {
        return profile.lastName();
    }

    @Override
    public String gender() {
        return profile.gender();
    }

    @Override
    public String workPosition() {
        return profile.workPosition();
    }
}
