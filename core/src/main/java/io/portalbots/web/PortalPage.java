package io.portalbots.web;

import io.portalbots.spi.Page;
import io.vertx.ext.web.RoutingContext;

/** Pages within a portal that say the same to everybody: what happened, and where to find the apps. */
final class PortalPage {

    private PortalPage() {}

    static void installed(RoutingContext context, String language, String appSid) {
        var german = language.equals("de");
        var text = german
                ? "<h1>Installiert</h1><p>Die Apps erscheinen im Messenger: sofort im Chat mit ihren Bots, über dem"
                        + " Eingabefeld nach 15 bis 26 Minuten oder beim nächsten Laden der Seite.</p>"
                : "<h1>Installed</h1><p>The apps appear in the messenger: at once in the chats with their bots, above"
                        + " the message box after 15 to 26 minutes, or when the page is loaded again.</p>";
        answer(context, 200, german, text, " data-finish=\"" + Page.escape(appSid) + "\"");
    }

    static void notInstalled(RoutingContext context, String language) {
        var german = language.equals("de");
        var text = german
                ? "<h1>Nicht installiert</h1><p>Das Portal konnte nicht bestätigt werden. Bitte als Administrator noch"
                        + " einmal öffnen.</p>"
                : "<h1>Not installed</h1><p>The portal could not be confirmed. Please open this page again as an"
                        + " administrator.</p>";
        answer(context, 403, german, text, "");
    }

    static void about(RoutingContext context, String language) {
        var german = language.equals("de");
        var text = german
                ? "<h1>Portalbots</h1><p>Die Apps dieser Anwendung sind im Messenger: in den Chats mit ihren Bots und"
                        + " über dem Eingabefeld.</p>"
                : "<h1>Portalbots</h1><p>The apps of this application are in the messenger: in the chats with their"
                        + " bots, and above the message box.</p>";
        answer(context, 200, german, text, "");
    }

    private static void answer(RoutingContext context, int status, boolean german, String text, String attribute) {
        Html.answer(context, status, "*", Html.document(german ? "de" : "en", "Portalbots", text, attribute));
    }
}
