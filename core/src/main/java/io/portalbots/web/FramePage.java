package io.portalbots.web;

import io.portalbots.chat.Frames.Answer;
import io.portalbots.spi.Page;
import io.portalbots.tenant.Tenant;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What stands in a frame: the page of a plugin, or why there is none. The portal may frame it, and nobody else. */
final class FramePage {

    private static final String NOBODY = "'none'";

    private FramePage() {}

    static void shown(RoutingContext context, Answer.Shown shown) {
        var origin = shown.tenant().origin();
        var document = Html.document(
                shown.language(),
                shown.page().title(),
                shown.page().body(),
                " data-portal=\"" + Page.escape(origin) + "\"");
        Html.answer(context, 200, origin, document);
    }

    /**
     * Nobody did anything wrong, so this is 200: what is between us and people may put a page of its own in the place of
     * an error, which the portal could not frame, and operators count errors. Nor is it 410, for the address is good
     * again once the app has a frame again.
     */
    static void outdated(RoutingContext context, Answer.Outdated outdated) {
        var german = outdated.language().equals("de");
        var title = german ? "Frühere Version" : "Earlier version";
        var text = german
                ? "Diese Schaltfläche ist von einer früheren Version der App. Was es jetzt gibt, steht über dem"
                        + " Eingabefeld und kommt im Chat mit dem Bot auf /apps."
                : "This button is from an earlier version of the app. What there is now stands above the message box, and"
                        + " in the chat with the bot /apps shows it.";
        Html.answer(context, 200, outdated.tenant().origin(), document(german, title, text));
    }

    static void unavailable(RoutingContext context, Tenant tenant) {
        var german = tenant.language().equals("de");
        var title = german ? "Nicht verfügbar" : "Not available";
        var text = german ? "Diese App ist gerade nicht verfügbar." : "This app is not available at the moment.";
        Html.answer(context, 503, tenant.origin(), document(german, title, text));
    }

    static void forbidden(RoutingContext context, Optional<Tenant> tenant) {
        var german = tenant.filter(known -> known.language().equals("de")).isPresent();
        var title = german ? "Nicht geöffnet" : "Not opened";
        var text = german
                ? "Bitte dieses Fenster schließen und die App im Messenger noch einmal öffnen. Hilft das nicht, die Seite"
                        + " des Portals neu laden."
                : "Please close this window and open the app once more in the messenger. If that does not help, reload"
                        + " the page of the portal.";
        Html.answer(context, 403, tenant.map(Tenant::origin).orElse(NOBODY), document(german, title, text));
    }

    private static String document(boolean german, String title, String text) {
        return Html.document(german ? "de" : "en", title, "<p>" + text + "</p>", "");
    }
}
