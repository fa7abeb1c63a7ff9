package io.portalbots.web;

import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantStore;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an administrator's page is worth after the portal and the authorization server said who opened it: ten minutes,
 * and ten more with each use, eight hours in all. Void when the application was installed anew.
 */
public final class PageSessions {

    private static final String PURPOSE = "page";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofHours(8);

    private final Sessions sessions;
    private final TenantStore tenants;
    private final Clock clock;

    /**
     * An administrator at a page.
     *
     * @param language of the page, two letters
     * @param begun when the page was opened
     */
    record Visit(Tenant tenant, long user, String language, Instant begun) {

        /** For people to read later. */
        String by() {
            return "user " + user + " of the portal";
        }
    }

    public PageSessions(Sessions sessions, TenantStore tenants, Clock clock) {
        this.sessions = sessions;
        this.tenants = tenants;
        this.clock = clock;
    }

    Visit begin(Tenant tenant, long administrator, String language) {
        return new Visit(tenant, administrator, language, clock.instant());
    }

    /** A session for the next ten minutes of a visit. */
    String issue(Visit visit) {
        var left = Duration.between(clock.instant(), visit.begun().plus(LONGEST));
        var claims = new JsonObject()
                .put("tenant", visit.tenant().id().toString())
                .put("generation", visit.tenant().generation())
                .put("user", visit.user())
                .put("language", visit.language())
                .put("begun", visit.begun().getEpochSecond());
        return sessions.issue(PURPOSE, claims, left.compareTo(LIFE) < 0 ? left : LIFE);
    }

    /** The visit of a session at the pages of {@code application}; empty if it is over, or was never ours. */
    Optional<Visit> open(String application, String session) {
        return sessions.open(PURPOSE, session)
                .flatMap(claims -> tenants.find(TenantId.parse(claims.getString("tenant")))
                        .filter(tenant -> tenant.id().application().equals(application))
                        .filter(tenant -> tenant.generation() == claims.getInteger("generation"))
                        .filter(tenant -> !(tenant.state() instanceof TenantState.Removed))
                        .map(tenant -> new Visit(
                                tenant,
                                claims.getLong("user"),
                                claims.getString("language"),
                                Instant.ofEpochSecond(claims.getLong("begun")))));
    }
}
