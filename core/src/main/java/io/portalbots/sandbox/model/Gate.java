package io.portalbots.sandbox.model;

/**
 * Whom a portal lets in at all.
 *
 * @param requireHttps refuses plain http, as real portals do
 * @param rest whether its REST API answers
 * @param appsFor who may use applications
 */
public record Gate(boolean requireHttps, Rest rest, AppsFor appsFor) {

    /** The state of a portal's REST API. */
    public enum Rest {
        /** Answers. */
        OPEN,
        /** The portal is stopped: {@code PORTAL_DELETED}. */
        STOPPED,
        /** The plan has no REST: {@code ACCESS_DENIED}. */
        NOT_IN_PLAN,
        /** Applications are held for overload: {@code OVERLOAD_LIMIT}. */
        ON_HOLD
    }

    /** Who may use applications. */
    public enum AppsFor {
        EVERYONE,
        /** Others get {@code user_access_error}. */
        ADMINS
    }

    /** A portal that serves everyone, over plain http too. */
    public static final Gate OPEN = new Gate(false, Rest.OPEN, AppsFor.EVERYONE);
}
