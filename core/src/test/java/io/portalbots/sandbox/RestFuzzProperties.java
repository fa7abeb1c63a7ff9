package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.portalbots.sandbox.Lab.Reply;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

/**
 * Whatever is sent to whatever method, the answer is one of the two envelopes and never a server error, nothing is logged
 * as one, and people and the control API can still look at the portal. {@code -Dsandbox.fuzz.calls=1000} takes longer.
 */
class RestFuzzProperties {

    private static final int CALLS = Integer.getInteger("sandbox.fuzz.calls", 15);
    private static final int ON_ONE_PORTAL = 15;
    private static final ListAppender<ILoggingEvent> LOGGED = new ListAppender<>();

    private static final Lab LAB = new Lab();

    @BeforeContainer
    static void listen() {
        LOGGED.start();
        root().addAppender(LOGGED);
    }

    @AfterContainer
    static void close() {
        root().detachAppender(LOGGED);
        LAB.close();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void anyCallIsAnsweredByOneOfTheTwoEnvelopes(
            @ForAll("calls") List<FuzzCall> calls, @ForAll("traits") JsonObject traits) {
        for (var begin = 0; begin < calls.size(); begin += ON_ONE_PORTAL) {
            var portal = LAB.portal();
            var install = install(portal);
            portal.control(HttpMethod.PATCH, "", traits);
            for (var call : calls.subList(begin, Math.min(begin + ON_ONE_PORTAL, calls.size()))) {
                assertThat(isEnvelope(call.send(portal, install)))
                        .as(call.toString())
                        .isTrue();
            }
            looksSound(portal);
        }
        assertThat(LOGGED.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.ERROR));
    }

    @Provide
    Arbitrary<List<FuzzCall>> calls() {
        var portal = LAB.portal();
        var methods = portal
                .call(install(portal).getString("access_token"), "methods", "FULL=1")
                .json()
                .getJsonArray("result")
                .stream()
                .map(String::valueOf)
                .toList();
        return Combinators.combine(Arbitraries.of(methods), FuzzValues.params(), Arbitraries.of(FuzzCall.Way.class))
                .as(FuzzCall::new)
                .list()
                .ofSize(CALLS);
    }

    @Provide
    Arbitrary<JsonObject> traits() {
        return Arbitraries.of("contract", "real")
                .map(mode -> new JsonObject()
                        .put("mode", mode)
                        .put("ids", mode.equals("real") ? "string" : "number")
                        .put("emptyMaps", mode.equals("real") ? "object" : "list"));
    }

    /** An application that has a bot with all it can have. */
    private static JsonObject install(TestPortal portal) {
        var install = portal.install();
        var token = install.getString("access_token");
        var bot = portal.bot(token, "echo");
        portal.command(token, bot, "help", TestPortal.HANDLER, Map.of());
        portal.app(token, TestPortal.js(bot, "help", "SEND", "/help"));
        portal.app(token, TestPortal.frame(bot, "poll"));
        portal.call(token, "imbot.message.add", "BOT_ID=" + bot + "&DIALOG_ID=2&MESSAGE=hello");
        return install;
    }

    private static void looksSound(TestPortal portal) {
        assertThat(portal.control("").status()).isEqualTo(200);
        for (var user : List.of(TestPortal.ALICE, TestPortal.BOB)) {
            for (var view : List.of("dialogs", "messages?dialogId=", "apps?dialogId=", "typing?dialogId=")) {
                var path = "/users/" + user + "/" + view + (view.endsWith("=") ? portal.general() : "");
                assertThat(portal.control(path).status()).as(path).isEqualTo(200);
            }
        }
    }

    private static boolean isEnvelope(Reply reply) {
        if (!(reply.body() instanceof JsonObject body) || reply.status() >= 500) {
            return false;
        }
        if (reply.status() == 200) {
            return body.containsKey("result") && body.getValue("time") instanceof JsonObject;
        }
        return body.getValue("error") instanceof String && body.getValue("error_description") instanceof String;
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
