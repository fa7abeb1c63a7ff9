package io.portalbots.registry;

import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Registration;
import io.portalbots.plan.Registration.Refusal;
import io.portalbots.registry.PluginReport.Stand;
import io.portalbots.registry.RegistrationStore.Line;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How things stand with one portal, by the lines of its ledger. Of several revisions the last one counts that is not
 * kept for old messages only.
 */
public record Stands(Map<Key, Line> lines) {

    private static final Comparator<Line> BY_REVISION =
            Comparator.comparingInt(line -> line.registration().revision());

    public static Stands of(Collection<Line> lines) {
        return new Stands(lines.stream()
                .filter(line -> !line.registration().retired())
                .collect(Collectors.toMap(
                        line -> line.registration().key(), Function.identity(), BinaryOperator.maxBy(BY_REVISION))));
    }

    /** Ids of the plugins that have something there. */
    Stream<String> plugins() {
        return lines.keySet().stream().map(Key::plugin).filter(plugin -> !plugin.equals(Key.SHARED));
    }

    /** What is known of a plugin's apps. */
    public Stream<Registration> apps(String plugin) {
        return lines.values().stream()
                .map(Line::registration)
                .filter(line -> line.key().surface().equals(Key.APP)
                        && line.key().plugin().equals(plugin));
    }

    /** Of a listing that should be there. */
    public Stand wished(Listing wish) {
        var line = line(wish.key());
        var listing = wish.revised(line.map(Registration::revision).orElse(1));
        var refusal = line.flatMap(Registration::refusal)
                .filter(refused -> refused.fields().equals(listing.fields()));
        if (refusal.isPresent()) {
            return new Stand.Refused(refusal.get().error(), changed(listing.key()));
        }
        if (line.filter(Stands::there).map(Registration::fields).equals(Optional.of(listing.fields()))) {
            return new Stand.There(changed(listing.key()));
        }
        return listing.owner().flatMap(this::botRefused).orElseGet(Stand.Waiting::new);
    }

    /** Why there is no bot for it, if the portal does not want that. */
    private Optional<Stand> botRefused(Key bot) {
        return line(bot)
                .filter(registration -> !there(registration))
                .flatMap(Registration::refusal)
                .map(Refusal::error)
                .map(error -> new Stand.BotRefused(error, changed(bot)));
    }

    /** Of something that should not be there. */
    public Stand unwished(Key key) {
        return line(key).filter(Stands::there).isPresent() ? new Stand.Leaving() : new Stand.Absent();
    }

    /** Of something that stays as it is, because nobody can say what should be. */
    public Stand kept(Key key) {
        return line(key).filter(Stands::there).isPresent() ? new Stand.There(changed(key)) : new Stand.Absent();
    }

    private static boolean there(Registration line) {
        return line.id().isPresent();
    }

    private Optional<Registration> line(Key key) {
        return Optional.ofNullable(lines.get(key)).map(Line::registration);
    }

    private Instant changed(Key key) {
        return Optional.ofNullable(lines.get(key)).map(Line::changed).orElseThrow();
    }
}
