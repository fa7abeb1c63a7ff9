package io.portalbots.tenant;

/** How tenants come and go. Methods block. */
public interface Installations {

    /** What became of a claim. */
    sealed interface Outcome {
        /**
         * It is true, and the tenant can be served.
         *
         * @param user the portal's number of the person whose token proved it
         */
        record Installed(Tenant tenant, long user) implements Outcome {}

        /** It is not, or cannot be shown to be; {@code why} is for our log, not for the sender. */
        record Rejected(String why) implements Outcome {}
    }

    /**
     * Keeps a claim, to be proven soon after this returns; by another process if this one dies.
     *
     * @param source the address it came from
     */
    void announce(Claim claim, String source);

    /**
     * Proves a claim while somebody waits.
     *
     * @param source the address it came from
     * @throws PortalUnavailableException when the authorization server or the portal did not answer; it is proven later
     */
    Outcome install(Claim claim, String source);

    /**
     * The portal says that the application was removed; the caller checked the application token. An old message may
     * arrive after a return, so the tokens decide: while a chain can be refreshed the tenant is still installed.
     *
     * @param clean whether the administrator asked to erase everything
     * @return whether the tenant was removed
     * @throws PortalUnavailableException when that cannot be told now
     */
    boolean uninstall(Tenant tenant, boolean clean);
}
