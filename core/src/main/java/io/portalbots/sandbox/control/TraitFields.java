package io.portalbots.sandbox.control;

import io.portalbots.sandbox.model.Disputed;
import io.portalbots.sandbox.model.Disputed.EmptyMaps;
import io.portalbots.sandbox.model.Disputed.Ids;
import io.portalbots.sandbox.model.Disputed.KnownApp;
import io.portalbots.sandbox.model.Disputed.ReusedRefresh;
import io.portalbots.sandbox.model.Disputed.UninstallOrder;
import io.portalbots.sandbox.model.Gate;
import io.portalbots.sandbox.model.PortalTraits;
import io.portalbots.sandbox.model.PortalTraits.Generation;
import io.portalbots.sandbox.model.PortalTraits.Mode;
import io.vertx.core.json.JsonObject;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The switches of a portal as fields of JSON, read and written. What is not said stays. */
final class TraitFields {

    private static final String[] NAMES = {
        "language",
        "loopbackHttp",
        "maxBots",
        "mode",
        "knownApp",
        "reusedRefresh",
        "ids",
        "emptyMaps",
        "uninstallOrder",
        "messenger",
        "events",
        "requireHttps",
        "rest",
        "appsFor",
        "limits"
    };

    private TraitFields() {}

    /** The fields of a body that holds switches and {@code others}. */
    static String[] and(String... others) {
        return Stream.of(others, NAMES).flatMap(Stream::of).toArray(String[]::new);
    }

    /** {@code before}, changed as the body says. {@code maxBots} 0 lifts the limit. */
    static PortalTraits read(Fields body, PortalTraits before) {
        return new PortalTraits(
                body.optionalText("language").orElse(before.language()),
                body.flag("loopbackHttp", before.loopbackHttp()),
                body.has("maxBots") ? limit(body.number("maxBots")) : before.maxBots(),
                body.choice("mode", Mode.class, before.mode()),
                disputed(body, before.disputed()),
                body.choice("messenger", Generation.class, before.generation()),
                DeliveryFields.read(body.below("events", DeliveryFields.NAMES), before.events()),
                gate(body, before.gate()),
                LimitFields.read(body, before.limits()));
    }

    /** The switches, for a view of the portal. */
    static JsonObject view(PortalTraits traits) {
        var disputed = traits.disputed();
        return new JsonObject()
                .put("language", traits.language())
                .put("loopbackHttp", traits.loopbackHttp())
                .put("maxBots", traits.maxBots().orElse(0))
                .put("mode", Fields.word(traits.mode()))
                .put("knownApp", Fields.word(disputed.knownApp()))
                .put("reusedRefresh", Fields.word(disputed.reusedRefresh()))
                .put("ids", Fields.word(disputed.ids()))
                .put("emptyMaps", Fields.word(disputed.emptyMaps()))
                .put("uninstallOrder", Fields.word(disputed.uninstallOrder()))
                .put("messenger", Fields.word(traits.generation()))
                .put("events", DeliveryFields.view(traits.events()))
                .put("requireHttps", traits.gate().requireHttps())
                .put("rest", Fields.word(traits.gate().rest()))
                .put("appsFor", Fields.word(traits.gate().appsFor()))
                .put("limits", LimitFields.view(traits.limits()));
    }

    private static Disputed disputed(Fields body, Disputed before) {
        return new Disputed(
                body.choice("knownApp", KnownApp.class, before.knownApp()),
                body.choice("reusedRefresh", ReusedRefresh.class, before.reusedRefresh()),
                body.choice("ids", Ids.class, before.ids()),
                body.choice("emptyMaps", EmptyMaps.class, before.emptyMaps()),
                body.choice("uninstallOrder", UninstallOrder.class, before.uninstallOrder()));
    }

    private static Gate gate(Fields body, Gate before) {
        return new Gate(
                body.flag("requireHttps", before.requireHttps()),
                body.choice("rest", Gate.Rest.class, before.rest()),
                body.choice("appsFor", Gate.AppsFor.class, before.appsFor()));
    }

    private static OptionalInt limit(int most) {
        return most == 0 ? OptionalInt.empty() : OptionalInt.of(most);
    }
}
