package io.portalbots.tenant;

import java.time.Instant;
import java.util.List;

/** Remembers which scopes plugins lacked when they called a portal, so that people can grant them. Methods block. */
public interface MissingScopes {

    /**
     * A scope that a portal did not grant.
     *
     * @param method that was refused last
     * @param at when that was
     */
    record Missing(String plugin, String scope, String method, Instant at) {}

    /** A portal refused a method for want of its scope. */
    void refused(Tenant tenant, String plugin, String scope, String method);

    /** A method of that scope was not refused for want of it; cheap, unless it was before. */
    void granted(Tenant tenant, String plugin, String scope);

    /** What is missing in the tenant's generation, in the order of plugins and scopes. */
    List<Missing> of(Tenant tenant);
}
