package io.portalbots.tenant;

/** Who is at the door: people whose portal opens a page of the application in their browser. Methods block. */
public interface Visitors {

    /** Who somebody turned out to be. */
    sealed interface Visitor {

        /** Administers the portal of the tenant, which is installed. */
        record Administrator(Tenant tenant, long user) implements Visitor {}

        /** Somebody else of that portal. */
        record Employee(Tenant tenant, long user) implements Visitor {}

        /** Nobody we could confirm; {@code why} is for our log. */
        record Stranger(String why) implements Visitor {}
    }

    /**
     * Finds out about an administrator who installs the application, which is proven anew each time.
     *
     * @param claim of the kind {@code PAGE}, as the portal posted it
     * @param accessToken as the portal posted it, of the person who looks at the page
     * @param source the address the request came from
     * @throws PortalUnavailableException when the authorization server or the portal did not answer
     */
    Visitor install(Claim claim, Secret accessToken, String source);

    /**
     * Finds out. A tenant that is unknown, or whose tokens are lost, is installed or healed by an administrator's visit.
     *
     * @param claim of the kind {@code PAGE}, as the portal posted it
     * @param accessToken as the portal posted it, of the person who looks at the page
     * @param source the address the request came from
     * @throws PortalUnavailableException when the authorization server or the portal did not answer
     */
    Visitor admit(Claim claim, Secret accessToken, String source);
}
