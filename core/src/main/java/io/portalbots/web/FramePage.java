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
