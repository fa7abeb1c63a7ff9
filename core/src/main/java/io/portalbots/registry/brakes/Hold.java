package io.portalbots.registry.brakes;

import io.portalbots.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that is kept back.
 *
 * @param id by which operators name it
 * @param since by the database's clock
 * @param approval by which it goes on; what is approved is kept until it is done, so that it is not held again
 */
public record Hold(long id, Found found, Instant since, Optional<Approval> approval) {

    /** In the place of a plugin's id: all of them. */
    public static final String ALL = "*";

    /** How long an approval holds for a plugin that is there and offers fewer apps; its next mistake may look the same. */
    private static final Duration APPROVED = Duration.ofDays(1);

    /** Why something is held. */
    public enum Cause {
        /** No plugin is left of an application that had some. */
        EMPTIED,
        /** Too many of all apps would be removed. */
        SHARE,
        /** Too many tenants would be touched by a change of plugins. */
        TENANTS,
        /** The database is older than what we saw of it: a backup was restored. */
        OLDER_DATABASE,
        /** The database's clock is behind the time we saw there. */
        CLOCK;

        /** As tables and people have it, such as {@code older database}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        /** Whether it is about the database, and so about everything. */
        boolean database() {
            return this == OLDER_DATABASE || this == CLOCK;
        }
    }

    /**
     * What is held and why; nothing is held twice for the same.
     *
     * @param application whose tenants are concerned; empty for all
     * @param plugin which is held, or {@link #ALL}
     * @param state of the plugin, for which alone this is; see {@link Standing}
     */
    public record Matter(String application, String plugin, Cause cause, String state) {}

    /**
     * What was found to look like a mistake.
     *
     * @param said for people
     * @param apps bots and chat apps that would have been removed, as far as they were counted
     * @param tenants that would have been touched, likewise
     */
    public record Found(Matter matter, String said, long apps, long tenants) {}

    /** An operator's word. */
    public record Approval(Instant at, String by, String reason) {}

    public boolean open() {
        return approval.isEmpty();
    }

    public Matter matter() {
        return found.matter();
    }

    /** Whether it is about a plugin of a tenant of {@code application}. */
    boolean about(String application, String plugin) {
        return (matter().application().isEmpty() || matter().application().equals(application))
                && (matter().plugin().equals(ALL) || matter().plugin().equals(plugin));
    }

    /** Whether removals of a plugin in this state may go. */
    boolean approves(TenantId tenant, String plugin, String state, Instant now) {
        return !open()
                && (matter().cause() == Cause.EMPTIED || matter().cause() == Cause.SHARE)
                && about(tenant, plugin)
                && matter().state().equals(state)
                && (state.equals(Standing.ABSENT) || !expired(now));
    }

    /** Whether it was approved so long ago that what the plugin takes away now is another matter. */
    boolean expired(Instant now) {
        return approval.filter(given -> given.at().plus(APPROVED).isBefore(now)).isPresent();
    }

    boolean about(TenantId tenant, String plugin) {
        return about(tenant.application(), plugin);
    }
}
