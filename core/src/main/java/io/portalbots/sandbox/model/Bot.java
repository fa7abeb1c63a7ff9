package io.portalbots.sandbox.model;

import java.util.Optional;

/**
 * A bot, registered by an application.
 *
 * @param code unique on the portal, across all applications
 * @param type {@code B} bot, {@code H} human-like, {@code O} Open Channels, {@code S} supervisor who reads every
 *     group message
 * @param openline whether a {@code B} or {@code H} bot works in Open Channels too
 * @param clientId the application that owns it
 * @param color a colour name such as {@code AZURE}, or empty
 */
public record Bot(
        int id,
        String code,
        String name,
        String type,
        boolean openline,
        String clientId,
        String color,
        String workPosition,
        Optional<Image> avatar)
        implements Member {

    /** Whether the bot may act in an Open Channels chat. */
    public boolean worksInLines() {
        return openline || type.equals("O");
    }
}
