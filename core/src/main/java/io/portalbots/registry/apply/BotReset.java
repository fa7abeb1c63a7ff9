package io.portalbots.registry.apply;

import io.portalbots.plan.Key;
import io.portalbots.plan.Registration;
import io.portalbots.registry.Call;
import io.portalbots.registry.Outcome;
import io.portalbots.registry.Portal;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.RegistrationStore;
import io.portalbots.registry.RegistrationStore.Entry;
import io.portalbots.registry.Surface;
import io.portalbots.registry.Surface.Answer;
import io.portalbots.registry.Surface.Deed;
import io.portalbots.registry.Wishing;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes bots off a portal, and strikes them from the ledger with all they own, so that the registry puts everything there
 * anew. A portal that removes a bot removes its commands and chat apps, which is the only way to be rid of an app whose
 * number nobody knows.
 */
public final class BotReset {

    /** Less than people and their clients wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Wishing wishing;
    private final RegistrationStore ledger;
    private final Portal portal;
    private final Surface bots;
    private final Turns turns;

    /** @param bots their surface */
    public BotReset(Wishing wishing, RegistrationStore ledger, Portal portal, Surface bots, Turns turns) {
        this.wishing = wishing;
        this.ledger = ledger;
        this.portal = portal;
        this.bots = bots;
        this.turns = turns;
    }

    /**
     * What was taken away.
     *
     * @param bots how many
     * @param owned how many commands and chat apps went along, or were in doubt
     * @param plugins whose they were
     */
    public record Done(int bots, int owned, List<String> plugins) {}

    /** It cannot be done; the message says why. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /**
     * Resets the bots of an active tenant.
     *
     * @param plugin only the bot that its apps belong to; if that is the shared one, apps of others belong to it too
     * @throws RefusedException if there is no such bot, others work at the tenant, or the portal refuses
     * @throws PortalUnavailableException if the portal stayed silent; what it did not confirm stays as it is
     */
    public Done reset(Tenant tenant, Optional<String> plugin) {
        return turns.work(tenant.id(), PATIENCE, claim -> new Work(claim, tenant).reset(plugin))
                .orElseThrow(() -> new RefusedException(
                        "the registry is at work on " + tenant.domain() + "; try again in a minute"));
    }

    private final class Work {

        private final Claim claim;
        private final Tenant tenant;
        private final List<Registration> lines;
        private final List<String> refusals = new ArrayList<>();
        private Optional<String> silence = Optional.empty();

        Work(Claim claim, Tenant tenant) {
            this.claim = claim;
            this.tenant = tenant;
            this.lines = ledger.registrations(tenant);
        }

        Done reset(Optional<String> plugin) {
            var chosen = keys(plugin);
            if (chosen.isEmpty()) {
                throw new RefusedException(tenant.domain() + " has no bot"
                        + plugin.map(id -> " of plugin '" + id + "'").orElse("")
                        + "; there are things of: " + String.join(", ", plugins(lines)));
            }
            var there = known(chosen);
            unregister(there);
            chosen.removeAll(there.keySet()); // what is left the portal does not have, or nobody wants any more
            strike(chosen);
            endIfSilent();
            if (!refusals.isEmpty()) {
                throw new RefusedException("the portal refuses: " + String.join(", ", refusals));
            }
            return done(keys(plugin));
        }

        private Done done(Collection<Key> keys) {
            var owned = lines.stream()
                    .filter(line -> line.owner().filter(keys::contains).isPresent())
                    .toList();
            return new Done(keys.size(), owned.size(), plugins(owned));
        }

        private Set<Key> keys(Optional<String> plugin) {
            return lines.stream()
                    .filter(line ->
                            plugin.isEmpty() || plugin.get().equals(line.key().plugin()))
                    .flatMap(line ->
                            line.key().surface().equals(Key.BOT) ? Stream.of(line.key()) : line.owner().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        /** With their numbers. One whose number is not known is registered again, which tells it. */
        private Map<Key, Registration> known(Collection<Key> keys) {
            var known = new TreeMap<Key, Registration>();
            lines.stream()
                    .filter(line -> keys.contains(line.key()) && line.id().isPresent())
                    .forEach(line -> known.put(line.key(), line));
            var unknown = wishing.of(tenant, List.of()).listings().stream()
                    .filter(wish -> keys.contains(wish.key()) && !known.containsKey(wish.key()))
                    .toList();
            ask(unknown, wish -> bots.register(tenant, wish, ""), (wish, outcome) -> {
                switch (bots.read(Deed.REGISTER, outcome, 0)) {
                    case Answer.Done done -> known.put(wish.key(), Registration.older(wish, done.id()));
                    case Answer.Gone gone -> {}
                    case Answer.OwnerGone gone -> {}
                    case Answer.Refused refused -> {}
                    case Answer.Silent silent -> silence = Optional.of(silent.why());
                }
            });
            endIfSilent();
            return known;
        }

        private void unregister(Map<Key, Registration> there) {
            var gone = new ArrayList<Key>();
            ask(List.copyOf(there.values()), bots::unregister, (line, outcome) -> {
                var id = line.id().orElseThrow();
                switch (bots.read(Deed.UNREGISTER, outcome, id)) {
                    case Answer.Done done -> gone.add(line.key());
                    case Answer.Gone lost -> gone.add(line.key());
                    case Answer.OwnerGone lost -> gone.add(line.key());
                    case Answer.Refused refused -> refusals.add(line.key() + " " + refused.error());
                    case Answer.Silent silent -> silence = Optional.of(silent.why());
                }
            });
            strike(gone);
        }

        private void endIfSilent() {
            silence.ifPresent(why -> {
                throw new PortalUnavailableException(why);
            });
        }

        private <T> void ask(List<T> things, Function<T, Call> call, BiConsumer<T, Outcome> heard) {
            for (var from = 0; from < things.size(); from += Portal.MOST) {
                var some = things.subList(from, Math.min(things.size(), from + Portal.MOST));
                var outcomes = portal.call(tenant, some.stream().map(call).toList());
                for (var i = 0; i < some.size(); i++) {
                    heard.accept(some.get(i), outcomes.get(i));
                }
            }
        }

        private void strike(Collection<Key> gone) {
            var entries = lines.stream()
                    .filter(line -> gone.contains(line.key())
                            || line.owner().filter(gone::contains).isPresent())
                    .<Entry>map(line -> new Entry.Strike(line.slot()))
                    .toList();
            if (!entries.isEmpty()) {
                ledger.write(claim, tenant, entries);
            }
        }
    }

    private static List<String> plugins(Collection<Registration> lines) {
        return lines.stream()
                .map(line -> line.key().plugin())
                .filter(plugin -> !plugin.equals(Key.SHARED))
                .distinct()
                .sorted()
                .toList();
    }
}
