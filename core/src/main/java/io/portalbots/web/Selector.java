package io.portalbots.web;

import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantStore;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the tenant that a path names by its id, its member id or its domain, or by the beginning of one if that is enough.
 * Whole names come before beginnings.
 */
final class Selector {

    private final TenantStore tenants;

    Selector(TenantStore tenants) {
        this.tenants = tenants;
    }

    /** The tenant; if there is not exactly one the request is answered, with 404 or with 409 that names them. */
    Optional<Tenant> find(RoutingContext context) {
        return find(context, context.pathParam("tenant"));
    }

    /** Likewise, by a name from elsewhere. */
    Optional<Tenant> find(RoutingContext context, String selector) {
        var matching = tenants.matching(selector);
        var named = matching.stream().filter(one -> names(selector, one)).toList();
        var chosen = named.isEmpty() ? matching : named;
        if (chosen.size() == 1) {
            return Optional.of(chosen.get(0));
        }
        if (chosen.isEmpty()) {
            Json.error(context, 404, "NO_TENANT", "no tenant matches '" + selector + "'");
        } else {
            Json.error(context, 409, "SEVERAL_TENANTS", "'" + selector + "' matches several tenants: " + all(chosen));
        }
        return Optional.empty();
    }

    private static boolean names(String selector, Tenant tenant) {
        return selector.equals(tenant.id().toString())
                || selector.equals(tenant.id().memberId())
                || selector.equals(tenant.domain());
    }

    private static String all(List<Tenant> tenants) {
        return tenants.stream().map(one -> one.id() + " " + one.domain()).collect(Collectors.joining(", "));
    }
}
