package io.portalbots.registry.brakes;

import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Registration;
import io.portalbots.plan.Wishes;
import io.portalbots.registry.brakes.Hold.Cause;
import io.portalbots.tenant.TenantId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What open holds mean for one tenant. */
record Held(List<Hold> holds, TenantId tenant) {

    static Held of(Collection<Hold> holds, TenantId tenant) {
        return new Held(holds.stream().filter(Hold::open).toList(), tenant);
    }

    boolean holds(String plugin) {
        return holds.stream().anyMatch(hold -> hold.about(tenant, plugin));
    }

    /**
     * Leaves as it is what a held plugin has. A portal that has nothing of it gets it nevertheless, unless it is held
     * because so many would.
     */
    Wishes keep(Wishes wishes, Collection<Registration> ledger) {
        if (holds.isEmpty()) {
            return wishes;
        }
        var has = ledger.stream().map(line -> line.key().plugin()).collect(Collectors.toSet());
        var held = Stream.concat(
                        has.stream(),
                        wishes.listings().stream().map(one -> one.key().plugin()))
                .filter(plugin -> keeps(plugin, has))
                .collect(Collectors.toSet());
        var undecided = new HashSet<>(wishes.undecided());
        undecided.addAll(held);
        var listings = wishes.listings().stream()
                .filter(listing -> !held.contains(listing.key().plugin()))
                .toList();
        return new Wishes(withoutIdleBot(listings), undecided, wishes.failing());
    }

    private boolean keeps(String plugin, Set<String> has) {
        var shared = plugin.equals(Key.SHARED);
        return holds.stream()
                .filter(hold -> !shared || hold.matter().cause().database())
                .filter(hold -> has.contains(plugin) || hold.matter().cause() == Cause.TENANTS)
                .anyMatch(hold -> hold.about(tenant, plugin));
    }

    /** The shared bot is wished for the sake of apps, and its command with it; of those some may be out. */
    private static List<Listing> withoutIdleBot(List<Listing> listings) {
        var owners = listings.stream()
                .filter(listing -> !listing.key().plugin().equals(Key.SHARED))
                .flatMap(listing -> listing.owner().stream())
                .collect(Collectors.toSet());
        return listings.stream()
                .filter(listing -> !listing.key().plugin().equals(Key.SHARED)
                        || bot(listing).filter(bot -> !owners.contains(bot)).isEmpty())
                .toList();
    }

    /** The bot that a listing is or belongs to. */
    private static Optional<Key> bot(Listing listing) {
        return listing.key().surface().equals(Key.BOT) ? Optional.of(listing.key()) : listing.owner();
    }
}
