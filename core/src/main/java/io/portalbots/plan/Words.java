package io.portalbots.plan;

import io.portalbots.plan.Listing.Content;
import java.util.List;
import java.util.Set;

/** Says steps in words, for people who decide whether they are to be done. */
public final class Words {

    /** What is known of a picture is a digest, which tells people nothing. */
    private static final Set<String> PICTURES = Set.of("icon", "avatar");

    private static final String SHARED_BOT = "the shared bot";

    private Words() {}

    /** What a step does, such as {@code adds the app echo.board}. */
    public static String of(Step step) {
        var what = name(step);
        return switch (step) {
            case Step.Register register ->
                switch (register.reason()) {
                    case NEW -> "adds " + what;
                    case UNCERTAIN -> "adds " + what + " once more, because the portal never answered";
                    case REPLACES -> "adds " + what + " anew, because no update can change it so";
                    case MENDED -> "adds " + what + ", which the portal refused as it was before";
                };
            case Step.Update update -> "changes " + what;
            case Step.Retire retire ->
                "hides the former " + what + ", and keeps it for 30 days for buttons in old messages";
            case Step.Unregister unregister ->
                unregister.present().retired()
                        ? "removes the former " + what + ", whose 30 days are over"
                        : "removes " + what;
            case Step.Forget forget -> "forgets " + what + ", which the portal never took";
            case Step.Doubt doubt -> "gives up on " + what + ": " + doubt.why();
        };
    }

    /** What becomes of its fields, each such as {@code title.en: "Board" becomes "Panel"}. */
    public static List<String> changes(Step step) {
        return changed(step).stream().map(Words::of).toList();
    }

    /** The fields that it changes. */
    public static List<Change> changed(Step step) {
        return step instanceof Step.Update update ? update.changes() : List.of();
    }

    /** One field. */
    public static String of(Change change) {
        if (PICTURES.contains(change.field())) {
            return change.field() + ": another picture";
        }
        return change.field() + ": " + change.before().map(Words::quoted).orElse("not known, or none") + " becomes "
                + change.after().map(Words::quoted).orElse("none");
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String owner(Key key) {
        return key.plugin().equals(Key.SHARED) ? SHARED_BOT : key.plugin();
    }

    private static String name(Step step) {
        var key = step.key();
        var name = key.plugin().equals(Key.SHARED) ? key.code() : key.plugin() + "." + key.code();
        return switch (key.surface()) {
            case Key.BOT -> key.plugin().equals(Key.SHARED) ? SHARED_BOT : "the bot of " + key.plugin();
            case Key.COMMAND -> "the command /" + key.code() + " of " + owner(key);
            case Key.APP -> "the app " + name;
            case Key.EVENT -> "the handler of " + key.code();
            default -> name + " (" + key.surface() + ")";
        };
    }

    /** What people will notice of a step. */
    public static String noticed(Step step) {
        if (!step.key().surface().equals(Key.APP)) {
            return "";
        }
        return switch (step) {
            case Step.Register register when hidden(register.listing()) -> "nothing: it is opened by buttons only";
            case Step.Register register ->
                "the button appears at the next page load or within 26 minutes, in the bot's menu at once";
            case Step.Update update -> "open messengers show it at once, new titles at the next page load";
            case Step.Retire retire -> "the old button vanishes at once; buttons in old messages go on working";
            case Step.Unregister unregister -> "the button vanishes at once; buttons in messages stop working";
            case Step.Forget forget -> "";
            case Step.Doubt doubt -> "";
        };
    }

    private static boolean hidden(Listing listing) {
        return listing.content() instanceof Content.App app
                && app.app().action() instanceof io.portalbots.spi.ChatApp.Action.Iframe frame
                && frame.hidden();
    }
}
