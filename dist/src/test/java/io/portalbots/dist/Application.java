package io.portalbots.dist;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** An application beside the platform, with a bot: installed by event on the first portal of a sandbox. */
final class Application implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("auth\\[access_token]=([^&]+)");
    private static final int ANY_PORT = 0;

    private final Portal portal;
    private final HttpServer receiver;
    private final String token;
    private final int bot;

    private Application(Portal portal, HttpServer receiver, String token) {
        this.portal = portal;
        this.receiver = receiver;
        this.token = token;
        this.bot = call("imbot.register", bot(address(receiver))).getInteger("result");
    }

    static Application install(Portal portal, String clientId) throws Exception {
        var token = new CompletableFuture<String>();
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), ANY_PORT), 0);
        receiver.createContext("/", exchange -> {
            var event = URLDecoder.decode(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8);
            TOKEN.matcher(event).results().forEach(found -> token.complete(found.group(1)));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        portal.install(clientId, "secret of " + clientId, address(receiver));
        return new Application(portal, receiver, token.get(20, TimeUnit.SECONDS));
    }

    int bot() {
        return bot;
    }

    /** Registers a chat app with an icon that puts {@code /code} into the message box. */
    int register(String code, String context) {
        return call(
                        "imbot.app.register",
                        new JsonObject()
                                .put("BOT_ID", bot)
                                .put("CODE", code)
                                .put("JS_METHOD", "PUT")
                                .put("JS_PARAM", "/" + code)
                                .put("CONTEXT", context)
                                .put("ICON_FILE", icon())
                                .put("LANG", new JsonArray().add(phrase(code))))
                .getInteger("result");
    }

    void unregister(int app) {
        call("imbot.app.unregister", new JsonObject().put("APP_ID", app));
    }

    /** Writes a message with a menu to a person who has opened the dialog. */
    void say(User person, String text, JsonArray menu) {
        person.opens(String.valueOf(bot));
        call(
                "imbot.message.add",
                new JsonObject()
                        .put("BOT_ID", bot)
                        .put("DIALOG_ID", person.id())
                        .put("MESSAGE", text)
                        .put("MENU", menu));
    }

    /** That of any other app of the portal, in Base64. */
    private String icon() {
        return portal.described()
                .getJsonArray("chatApps")
                .getJsonObject(0)
                .getString("icon")
                .replaceFirst("^.*,", "");
    }

    private static JsonObject phrase(String title) {
        return new JsonObject().put("LANGUAGE_ID", "en").put("TITLE", title);
    }

    private JsonObject call(String method, JsonObject params) {
        return Http.object(Http.post(portal.sandbox() + "/rest/" + method, params.put("auth", token)));
    }

    private static String address(HttpServer receiver) {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
    }

    private static JsonObject bot(String address) {
        return new JsonObject()
                .put("CODE", "poll")
                .put("TYPE", "B")
                .put("EVENT_MESSAGE_ADD", address)
                .put("EVENT_WELCOME_MESSAGE", address)
                .put("EVENT_BOT_DELETE", address)
                .put("PROPERTIES", new JsonObject().put("NAME", "Poll"));
    }

    @Override
    public void close() {
        receiver.stop(0);
    }
}
