package io.portalbots.platform;

import io.portalbots.tenant.Application;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;

/**
 * What has to be entered on an application's card in Bitrix24.
 *
 * @param eventHandler also the handler of the installation, where the card asks for one without an interface
 * @param scopes permissions: {@code imbot} for bots, commands and chat apps, {@code im} for what they send
 */
record Entry(String application, URI eventHandler, URI installPage, URI applicationPage, List<String> scopes) {

    private static final List<String> SCOPES = List.of("im", "imbot");

    static Entry of(Config config, Application application) {
        var origin = config.publicUrl().map(Object::toString).orElse("http://127.0.0.1:" + config.port());
        var base = origin + "/bitrix24/" + application.name();
        return new Entry(
                application.name(),
                URI.create(base + "/event"),
                URI.create(base + "/install"),
                URI.create(base + "/app"),
                SCOPES);
    }

    String text() {
        return "application " + application
                + "\n  event handler       " + eventHandler
                + "\n  installation page   " + installPage
                + "\n  application page    " + applicationPage
                + "\n  permissions         " + String.join(", ", scopes)
                + "\n";
    }

    JsonObject json() {
        return new JsonObject()
                .put("application", application)
                .put("eventHandler", eventHandler.toString())
                .put("installPage", installPage.toString())
                .put("applicationPage", applicationPage.toString())
                .put("scopes", scopes);
    }
}
