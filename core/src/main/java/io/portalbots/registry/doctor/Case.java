package io.portalbots.registry.doctor;

import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Listing.Content;
import io.portalbots.plan.Registration;
import io.portalbots.plan.Step;
import io.portalbots.plugin.PluginSet;
import io.portalbots.registry.HeldBack;
import io.portalbots.registry.ReconcileQueue;
import io.portalbots.registry.RegistrationStore.Line;
import io.portalbots.registry.Stands;
import io.portalbots.registry.doctor.Diagnosis.Finding;
import io.portalbots.registry.doctor.Diagnosis.Link;
import io.portalbots.registry.doctor.Diagnosis.State;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.Offer;
import io.portalbots.tenant.Exchange;
import io.portalbots.tenant.MissingScopes.Missing;
import io.portalbots.tenant.Tenant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a {@link Doctor} knows of one complaint.
 *
 * @param brought whether the tenant's application brings the plugin
 * @param offer what the plugin offers the tenant; empty if it is not loaded, or fails to say
 * @param wish the app as it should be, wanted or not; empty if it is not offered
 * @param switchedOff whether the administrator does not want it
 * @param steps that are planned for the plugin and for the shared bot
 * @param exchanges the last ones with the portal, newest first
 * @param missing scopes that the plugin lacked when it called the portal
 */
record Case(
        Tenant tenant,
        Complaint complaint,
        PluginSet plugins,
        boolean brought,
        Optional<Offer> offer,
        Optional<Listing> wish,
        boolean switchedOff,
        Stands stands,
        List<Step> steps,
        Optional<ReconcileQueue.Standing> queue,
        List<Exchange> exchanges,
        Optional<HeldBack.Reason> held,
        PortalLook.Seen seen,
        List<Missing> missing,
        Meanings meanings,
        Instant now) {

    Key key() {
        return new Key(Key.APP, complaint.plugin(), complaint.code());
    }

    /** The app, as the plugin describes it. */
    Optional<ChatApp> app() {
        return wish.map(listing -> ((Content.App) listing.content()).app());
    }

    /** What the ledger has of it. */
    Optional<Line> line() {
        return line(key());
    }

    Optional<Line> line(Key key) {
        return Optional.ofNullable(stands.lines().get(key));
    }

    /** The bot to which it belongs, as far as is known. */
    Optional<Key> bot() {
        return wish.flatMap(Listing::owner)
                .or(() -> line().map(Line::registration).flatMap(Registration::owner));
    }

    /** Whether the portal has it, as far as we know. */
    boolean isThere() {
        return line().filter(line -> line.registration().id().isPresent()).isPresent();
    }

    /** What is planned for the app, or else for its bot. */
    Optional<Step> step() {
        return Stream.of(Optional.of(key()), bot())
                .flatMap(Optional::stream)
                .flatMap(key -> steps.stream().filter(step -> step.key().equals(key)))
                .findFirst();
    }

    static Finding ok(Link link, String said) {
        return new Finding(link, State.OK, said, "");
    }

    static Finding ok(Link link, String said, String advice) {
        return new Finding(link, State.OK, said, advice);
    }

    static Finding broken(Link link, String said, String remedy) {
        return new Finding(link, State.BROKEN, said, remedy);
    }

    static Finding unknown(Link link, String said, String advice) {
        return new Finding(link, State.UNKNOWN, said, advice);
    }

    /** A time, to the second, for people. */
    static String at(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
