package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.PortalTraits;
import io.portalbots.sandbox.model.PortalTraits.Generation;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a person finds a chat app while a dialog is open, whether a click or a button opens it there, and why. Pure.
 * Three steps in the messenger's order: the server's filter, the matrix of {@code CONTEXT} and dialog, and the place
 * [src: im/lib/app.php, im/install/js/im/im.js].
 */
public final class Visibility {

    /** A place for an app. */
    public enum Place {
        /** Its own icon on the panel. */
        PANEL,
        /** An entry of the "apps" menu, for want of an icon. */
        MENU,
        /** Only keyboard and menu buttons open it. */
        BUTTONS,
        /** Nothing opens it here. */
        NOWHERE
    }

    /**
     * What came out.
     *
     * @param click whether a click at its place opens it: an icon or entry may be dead
     * @param button whether a button with its APP_ID opens it
     * @param why a sentence for every rule that decided
     */
    public record Verdict(Place place, boolean click, boolean button, List<String> why) {

        public Verdict {
            why = List.copyOf(why);
        }

        private static Verdict nowhere(List<String> why) {
            return new Verdict(Place.NOWHERE, false, false, why);
        }
    }

    /** An app as far as the messenger's own rules depend on it. */
    public record Shape(int botId, String context, boolean hidden, boolean hasIcon, boolean hasTitle) {

        static Shape of(ChatApp app) {
            return new Shape(
                    app.botId(),
                    app.context(),
                    app.hidden(),
                    app.icon().isPresent(),
                    !app.lang().isEmpty());
        }
    }

    static final String NEW_MESSENGER =
            "The portal has the new messenger: it shows no chat apps, and buttons with an APP_ID do nothing.";

    private record Seat(Place place, String sentence) {}

    private Visibility() {}

    /** Where {@code viewer} finds {@code app} in {@code dialog}, the messenger just reloaded. */
    public static Verdict of(PortalTraits traits, ChatApp app, Person viewer, Dialog dialog) {
        var missing = missingSupport(app, viewer);
        return missing.isEmpty() ? listed(traits, Shape.of(app), viewer, dialog) : Verdict.nowhere(missing);
    }

    /** The same for an app that a messenger has in its list already. */
    public static Verdict listed(PortalTraits traits, Shape app, Person viewer, Dialog dialog) {
        if (traits.generation() == Generation.NEW) {
            return Verdict.nowhere(List.of(NEW_MESSENGER));
        }
        var finding = ContextMatrix.find(traits.mode(), app.context(), app.botId(), viewer, dialog);
        var seat = seat(app, viewer);
        return verdict(finding, seat, traits.isReal());
    }

    /** What the server's filter misses; who counts as both a customer and an extranet person needs both. */
    static List<String> missingSupport(ChatApp app, Person viewer) {
        var missing = new ArrayList<String>();
        if (viewer.connector() && !app.livechatSupport()) {
            missing.add(viewer.name() + " is a customer of an Open Channel, and LIVECHAT_SUPPORT is not Y.");
        }
        if (viewer.extranet() && !app.extranetSupport()) {
            missing.add(viewer.name() + " is an extranet person, and EXTRANET_SUPPORT is not Y.");
        }
        return missing;
    }

    private static Seat seat(Shape app, Person viewer) {
        if (app.hidden()) {
            return new Seat(Place.BUTTONS, "HIDDEN is Y, so only buttons can open it.");
        }
        if (app.hasIcon()) {
            return new Seat(Place.PANEL, "It has an icon, so its place is on the panel.");
        }
        if (!app.hasTitle()) {
            return new Seat(Place.BUTTONS, "It has neither icon nor title, so only buttons can open it.");
        }
        return viewer.extranet()
                ? new Seat(Place.BUTTONS, "It has no icon, and extranet people never see what the apps menu holds.")
                : new Seat(Place.MENU, "It has no icon, so its place is in the apps menu.");
    }

    /** A real apps menu heeds neither context nor administrators: what is wrong there is shown, and dead [src]. */
    private static Verdict verdict(ContextMatrix.Finding finding, Seat seat, boolean real) {
        var cell = finding.cell();
        var shown = switch (seat.place()) {
            case PANEL -> cell.shows();
            case MENU -> cell.shows() || real;
            case BUTTONS, NOWHERE -> false;
        };
        if (!shown && !cell.opens()) {
            return Verdict.nowhere(List.of(finding.sentence()));
        }
        return new Verdict(
                shown ? seat.place() : Place.BUTTONS,
                shown && cell.opens(),
                cell.opens(),
                List.of(finding.sentence(), seat.sentence()));
    }
}
