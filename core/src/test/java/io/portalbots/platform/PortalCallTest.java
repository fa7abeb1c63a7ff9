package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A plugin calls methods of the portal, over HTTP, and what becomes known of what it lacks. */
@ExtendWith(VertxExtension.class)
class PortalCallTest {

    private static final String ASKER = """
            public Optional<BotProfile> bot() { return Optional.of(new BotProfile("Asker", "", BotProfile.Color.LIME)); }
            public Offer offer(PortalInfo portal) {
                return Offer.of(new ChatApp("ask", new ChatApp.Action.Send("/ask"), Audience.everywhere(),
                        Map.of("en", new Label("Ask", ""))));
            }
            public void onMessage(Message message, Chat chat) {
                String said;
                try {
                    said = String.valueOf(chat.portal().call(message.text(), Map.of("MESSAGE_ID", 1, "USERS", List.of(1))));
                } catch (RuntimeException e) {
                    said = e.getClass().getSimpleName() + ": " + e.getMessage();
                }
                chat.say(said);
            }
            """;

    private final Path data;
    private final TestHouse house;
    private final TestPortal acme;

    PortalCallTest(Vertx vertx, @TempDir Path data) throws IOException {
        var plugins = Files.createDirectories(data.resolve("plugins"));
        PluginJar.of("asker", "1.0.0")
                .manifest("Plugin-Methods", "profile, im.message.command, nothing.there")
                .extension("Asker", ASKER)
                .write(plugins.resolve("asker.jar"));
        this.data = data;
        house = new TestHouse(vertx, data);
        acme = house.portal("acme");
        var card = new JsonObject()
                .put("clientId", TestHouse.CLIENT)
                .put("clientSecret", TestHouse.SECRET)
                .put("scope", "imbot")
                .put("url", house.installUrl().replace("/install", "/app"))
                .put("eventUrl", house.eventUrl())
                .put("via", "event");
        TestPortal.send("POST", acme.url() + "/installs", card.encode());
        house.installed(acme);
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private String asks(String method) {
        var bob = acme.user("Bob");
        var asker = acme.bot("portalbots_asker");
        var before = bob.hears(asker).size();
        bob.types(asker, method);
        eventually(
                "answered", () -> bob.hears(asker).stream().skip(before).anyMatch(said -> !said.startsWith("Hello")));
        return bob.hears(asker).get(bob.hears(asker).size() - 1);
    }

    @Test
    void answersWhatThePortalAnswers() {
        assertThat(asks("profile")).startsWith("Done[result={ID=1, ADMIN=true, NAME=Alice");
        assertThat(asks("nothing.there")).isEqualTo("Refused[reason=Other[code=ERROR_METHOD_NOT_FOUND]]");
        assertThat(asks("server.time"))
                .isEqualTo("IllegalArgumentException: the manifest of asker does not declare 'server.time' in"
                        + " Plugin-Methods");
    }

    @Test
    void tellsOperatorAndAdministratorWhichScopeIsMissing() {
        assertThat(doctor()).doesNotContain("lacks the scope");

        assertThat(asks("im.message.command")).isEqualTo("Refused[reason=ScopeMissing[scope=im]]");

        assertThat(doctor())
                .contains("the plugin lacks the scope im (im.message.command was refused at")
                .contains("Give the application the scope im in Bitrix24");
        assertThat(new PortalVisitor(house, "acme", 1).opens().plugin("asker"))
                .contains("The application lacks the permission “im”");
    }

    private String doctor() {
        Ran.open(house, data);
        return Ran.command(data, "doctor --tenant acme --app asker.ask").out();
    }
}
