package io.portalbots.registry.doctor;

import static io.portalbots.registry.doctor.Case.broken;
import static io.portalbots.registry.doctor.Case.ok;
import static io.portalbots.registry.doctor.Case.unknown;

import io.portalbots.plan.Key;
import io.portalbots.registry.RegistrationStore.Line;
import io.portalbots.registry.doctor.Diagnosis.Finding;
import io.portalbots.registry.doctor.Diagnosis.Link;
import io.portalbots.registry.doctor.PortalLook.Room;
import io.portalbots.spi.Audience;
import io.portalbots.spi.Audience.Context;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.ChatApp.Action;
import java.util.Map;
import java.util.Optional;

/**
 * Whether an app is for the person who misses it, where they miss it; of nobody in particular, whom it is for.
 *
 * @see "Bitrix24 REST reference, imbot.app.register, CONTEXT; im/install/js/im/im.js, where portals differ from it"
 */
record AudienceLink(Case known, ChatApp app) {

    private static final Map<Context, String> WHERE = Map.of(
            Context.ALL, "in every dialog",
            Context.USER, "in private chats between two people",
            Context.CHAT, "in group chats",
            Context.BOT, "in the private chat with its bot",
            Context.LINES, "in Open Channels chats",
            Context.CALL, "in chats made by telephony");

    private enum Place {
        PERSON("a private chat"),
        OWN_BOT("the private chat with its bot"),
        OTHER_BOT("the private chat with another bot of ours"),
        GROUP("a group chat"),
        OPEN_CHANNEL("an Open Channels chat"),
        TELEPHONY("a chat made by telephony");

        private final String words;

        Place(String words) {
            this.words = words;
        }
    }

    /** What a context does in a place. */
    private enum Fit {
        SHOWN,
        ABSENT,
        /** The reference says no, and portals were seen to show it. */
        DISPUTED
    }

    Finding finding() {
        var audience = app.audience();
        if (app.action() instanceof Action.Iframe frame && frame.hidden()) {
            return broken(
                    Link.AUDIENCE,
                    "its frame is hidden: only buttons of messages open it",
                    "Have people press such a button; only the plugin's author can put it on the panel.");
        }
        if (known.seen().extranet().orElse(false) && !audience.extranet()) {
            return notFor("people from outside the company");
        }
        if (known.seen().extranet().orElse(false) && app.icon().isEmpty()) {
            return broken(
                    Link.AUDIENCE,
                    "without an icon it is an entry of the menu 'Applications for chat', which people from outside the"
                            + " company never see",
                    "Only the plugin's author can give it an icon; the bot's menu has it for them meanwhile.");
        }
        if (audience.adminsOnly() && !known.seen().administrator().orElse(true)) {
            return notFor("people who do not administer the portal");
        }
        return place().map(this::there).orElseGet(this::described);
    }

    private static Finding notFor(String whom) {
        return broken(
                Link.AUDIENCE,
                "it is not for " + whom + ", of whom the person is one",
                "It is as its author made it: only another version of the plugin changes that.");
    }

    private Finding there(Place place) {
        var where = WHERE.get(app.audience().context());
        return switch (fit(place)) {
            case SHOWN -> described();
            case ABSENT ->
                broken(
                        Link.AUDIENCE,
                        "it is there " + where + " only, and the dialog is " + place.words,
                        "Have the person look " + where + ".");
            case DISPUTED ->
                unknown(
                        Link.AUDIENCE,
                        "it is there " + where + ", and portals differ on whether " + place.words + " counts as one",
                        "Have the person look elsewhere " + where + ".");
        };
    }

    private Fit fit(Place place) {
        return switch (app.audience().context()) {
            case ALL -> Fit.SHOWN;
            case USER ->
                switch (place) {
                    case PERSON -> Fit.SHOWN;
                    case OWN_BOT, OTHER_BOT -> Fit.DISPUTED;
                    case GROUP, OPEN_CHANNEL, TELEPHONY -> Fit.ABSENT;
                };
            case CHAT ->
                switch (place) {
                    case GROUP -> Fit.SHOWN;
                    case OPEN_CHANNEL -> Fit.DISPUTED;
                    case PERSON, OWN_BOT, OTHER_BOT, TELEPHONY -> Fit.ABSENT;
                };
            case BOT -> only(place == Place.OWN_BOT);
            case LINES -> only(place == Place.OPEN_CHANNEL);
            case CALL -> only(place == Place.TELEPHONY);
        };
    }

    private static Fit only(boolean there) {
        return there ? Fit.SHOWN : Fit.ABSENT;
    }

    /** The kind of the dialog, if one is named and can be told. */
    private Optional<Place> place() {
        var dialog = known.complaint().dialog();
        if (dialog.isEmpty() || dialog.get().startsWith("chat")) {
            return known.seen().dialog().map(AudienceLink::place);
        }
        var number = Long.parseLong(dialog.get());
        if (known.bot().filter(bot -> has(bot, number)).isPresent()) {
            return Optional.of(Place.OWN_BOT);
        }
        var ours = known.stands().lines().keySet().stream()
                .anyMatch(key -> key.surface().equals(Key.BOT) && has(key, number));
        return Optional.of(ours ? Place.OTHER_BOT : Place.PERSON);
    }

    private static Place place(Room room) {
        return switch (room) {
            case GROUP -> Place.GROUP;
            case OPEN_CHANNEL -> Place.OPEN_CHANNEL;
            case TELEPHONY -> Place.TELEPHONY;
        };
    }

    private boolean has(Key bot, long number) {
        return known.line(bot)
                .map(Line::registration)
                .filter(line -> line.id().isPresent() && line.id().getAsLong() == number)
                .isPresent();
    }

    /** Whom it is for. Restricted, it may be not for whoever misses it, of whom we know too little. */
    private Finding described() {
        var audience = app.audience();
        var words = WHERE.get(audience.context()) + ", for " + people(audience)
                + (app.icon().isPresent()
                        ? "; its icon is above the message box"
                        : "; without an icon, it is an entry of the menu 'Applications for chat'");
        var sure = (audience.context() == Context.ALL || place().isPresent())
                && (!audience.adminsOnly() || known.seen().administrator().isPresent());
        return sure
                ? ok(Link.AUDIENCE, words)
                : unknown(
                        Link.AUDIENCE, words, "Ask who misses it and where, and ask again with --person and --dialog.");
    }

    private static String people(Audience audience) {
        return (audience.adminsOnly() ? "administrators" : "employees")
                + (audience.extranet() ? ", people from outside the company" : ", nobody from outside the company")
                + (audience.livechat() ? ", visitors of the online chat" : "");
    }
}
