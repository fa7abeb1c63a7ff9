package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.Person;

/**
 * Where a person sees a chat app, as just reloaded. Pure. Follows the plain reading of {@code CONTEXT} in the REST
 * reference [seed]: USER is person to person, CHAT groups only, BOT the dialog with the owning bot only, and {@code
 * -admin} hides from everybody else. Server filter and menu rules are those of the old messenger [src: im/lib/app.php,
 * im/install/js/im/im.js].
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

    private static final String ADMIN = "-admin";

    private Visibility() {}

    /** Where {@code viewer} finds {@code app} while {@code dialog} is open. */
    public static Place of(ChatApp app, Person viewer, Dialog dialog) {
        if (!isFor(app, viewer) || !fits(app, viewer, dialog)) {
            return Place.NOWHERE;
        }
        if (app.hidden()) {
            return Place.BUTTONS;
        }
        if (app.icon().isPresent()) {
            return Place.PANEL;
        }
        return app.lang().isEmpty() || viewer.extranet() ? Place.BUTTONS : Place.MENU;
    }

    /** Who counts as both a customer and an extranet person needs both. */
    private static boolean isFor(ChatApp app, Person viewer) {
        return (!viewer.connector() || app.livechatSupport()) && (!viewer.extranet() || app.extranetSupport());
    }

    private static boolean fits(ChatApp app, Person viewer, Dialog dialog) {
        var context = app.context();
        if (!context.endsWith(ADMIN)) {
            return fits(context, app.botId(), dialog);
        }
        var bare = context.substring(0, context.length() - ADMIN.length());
        return viewer.admin() && fits(bare, app.botId(), dialog);
    }

    /** An unknown word is taken for {@code all} [src]. */
    private static boolean fits(String context, int botId, Dialog dialog) {
        return switch (context) {
            case "user" -> dialog instanceof Dialog.WithPerson;
            case "chat" -> dialog instanceof Dialog.Group;
            case "bot" -> dialog.equals(new Dialog.WithBot(botId));
            case "lines" -> dialog instanceof Dialog.Lines;
            case "call" -> dialog instanceof Dialog.Telephony;
            default -> true;
        };
    }
}
