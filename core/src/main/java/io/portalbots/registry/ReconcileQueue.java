package io.portalbots.registry;

import io.portalbots.tenant.TenantId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Which tenants have to be looked at. Shared by all processes on one database: a tenant is claimed by one of them at a
 * time, and only active ones are. Methods block.
 *
 * <p>A tenant is due because somebody said so ({@link #due}, {@link #retry}, {@link #dueByRetired}), or because its
 * application's plugins changed since it was last looked at: each change is an <em>epoch</em>, and a tenant keeps the one
 * with which it was last done. So a change writes as many rows as plugins changed, and a process that starts with the
 * plugins there were makes nobody due.
 *
 * <p>Each process works with the epoch of the plugins that it has. Where two have different ones, as while a new version
 * is rolled out, the one that started or changed last has the newest epoch. It finds everybody whom the other one has
 * done, and the other one finds nobody whom it has done, so that all end at the newest; a person who waits is served by
 * either, and looked at once more by the newer one if it was the older.
 */
public interface ReconcileQueue {

    /** The most that are claimed at once. */
    int MOST = 256;

    /** Whose turn it is first, in this order. */
    enum Lane {
        /** Somebody waits: it was installed, or something was set. */
        ASKED,
        /** The plugins changed, and its access token is still good. */
        FRESH,
        /** It failed before, or an app that was replaced has had its time. */
        AGAIN,
        /** The plugins changed, and it needs another access token first, which the authorization server gives slowly. */
        IDLE
    }

    /**
     * How many may be claimed; slow ones have limits of their own, so that they never hold up the others.
     *
     * @param all of any lane, up to {@link #MOST}
     * @param again of {@link Lane#AGAIN} at most
     * @param idle of {@link Lane#IDLE} at most
     */
    record Room(int all, int again, int idle) {}

    /**
     * The right to reconcile a tenant for a while.
     *
     * @param fence grows with every claim of the tenant; a write that carries a passed one does nothing
     * @param asked tells whether the tenant became due again meanwhile
     * @param attempt how many claims in a row failed before
     * @param epoch of the plugins this process had before it looked
     * @param waited how long it has been due
     */
    record Claim(TenantId tenant, long fence, long asked, int attempt, Lane lane, long epoch, Duration waited) {

        /** One of a tenant for which somebody waits, just now. */
        public Claim(TenantId tenant, long fence, long asked, int attempt) {
            this(tenant, fence, asked, attempt, Lane.ASKED, 0, Duration.ZERO);
        }
    }

    /**
     * What a plugin is in this process.
     *
     * @param plugin its id
     * @param digest of all of it that shapes what portals are told
     */
    record Desired(String plugin, String version, String digest) {}

    /**
     * Says what an application's plugins are in this process from now on. Of plugins it had before and has no more, those
     * that {@code undecided} returns are left as they are, and looked at once they can be loaded.
     *
     * @param undecided gets the ids that were there before
     * @return whether it is a change to what was said last, by any process
     */
    boolean desire(String application, List<Desired> plugins, UnaryOperator<Set<String>> undecided);

    /** Makes everybody due once more, as a change of the plugins would: something is not held back any more. */
    void everybodyAgain();

    /** Makes the tenant due now, because somebody waits for it; nothing, unless it is active. */
    void due(TenantId tenant);

    /**
     * Makes tenants due that have an app which was replaced and has had its time, some hundreds at a time.
     *
     * @return how many
     */
    int dueByRetired();

    /** Claims tenants that are due, by their lanes and in each the longest waiting first. */
    List<Claim> claim(Room room, Duration limit);

    /** Ends claims; their tenants are not due any more, unless that was said meanwhile. */
    void done(Collection<Claim> claims);

    /** Ends a claim that came to nothing; the tenant is due again after {@code delay}. */
    void retry(Claim claim, Duration delay, String reason);

    /** How much is left to do. */
    Backlog backlog();

    /**
     * What is left to do.
     *
     * @param due how many tenants are due, now or after a delay; the most there are is 10 000, which stands for more too
     * @param oldest how long the one has been due that is so the longest
     */
    record Backlog(long due, Duration oldest) {}

    /** How many tenants are due, as in {@link #backlog}. */
    default long pending() {
        return backlog().due();
    }

    /** How a tenant stands here; empty if there is none. */
    Optional<Standing> standing(TenantId tenant);

    /**
     * How a tenant stands, for people.
     *
     * @param waited how long it has been due
     * @param holder the process that has claimed it
     * @param attempt how many claims in a row failed
     * @param reason why the last one did
     */
    record Standing(Optional<Duration> waited, Optional<String> holder, int attempt, Optional<String> reason) {}
}
