package io.portalbots.tenant;

/** How tenants come and go. Methods block. */
public interface Installations {

    /**
     * What a request claims about an installation.
     *
     * @param memberId the portal it claims to come from
     * @param applicationToken with which that portal signs its events
     */
    record Claim(Application application, String memberId, Secret refreshToken, Secret applicationToken) {}

    /** What became of a claim. */
    sealed interface Outcome {
        /** It is true, and the tenant is active in a new generation. */
        record Installed(Tenant tenant) implements Outcome {}

        /** It is not, or cannot be shown to be; {@code why} is for our log, not for the sender. */
        record Rejected(String why) implements Outcome {}
    }

    /**
     * Proves an installation and makes the tenant active.
     *
     * @throws PortalUnavailableException when the authorization server or the portal did not answer
     */
    Outcome install(Claim claim);

    /**
     * The portal says that the application was removed; the caller checked the application token. An old message may
     * arrive after a return, so the tokens decide: while they can be refreshed the tenant is still installed.
     *
     * @return whether the tenant was removed
     * @throws PortalUnavailableException when that cannot be told now
     */
    boolean uninstall(Tenant tenant);
}
