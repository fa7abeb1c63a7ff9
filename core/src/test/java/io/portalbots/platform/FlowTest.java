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

/** Whole flows with a plugin built here, from the jar to what a person reads. */
@ExtendWith(VertxExtension.class)
class FlowTest {

    private static final String PARROT = """
            public Optional<BotProfile> bot() { return Optional.of(new BotProfile("Parrot", "", BotProfile.Color.LIME)); }
            public List<Command> commands() {
                return List.of(new Command("caw", Map.of("en", new Command.Phrase("Caws", ""))));
            }
            public Offer offer(PortalInfo portal) {
                return Offer.of(new ChatApp("caw", new ChatApp.Action.Send("/caw"), Audience.everywhere(),
                        Map.of("en", new Label("Caw %s", ""))));
            }
            public void onMessage(Message message, Chat chat) { chat.say(message.text()); }
            public void onCommand(CommandCall call, Chat chat) { chat.say("caw " + call.params()); }
            """;

    private final TestHouse house;

    FlowTest(Vertx vertx, @TempDir Path data) throws IOException {
        Files.createDirectories(data.resolve("plugins"));
        parrot("1.0.0", data.resolve("plugins"));
        house = new TestHouse(vertx, data);
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private static void parrot(String version, Path plugins) {
        PluginJar.of("parrot", version)
                .extension("Parrot", PARROT.formatted(version))
                .write(plugins.resolve("parrot.jar"));
    }

    /** Beside it the folder is not empty when the other jar goes, which would be held as a mistake. */
    private static void quiet(Path plugins) {
        PluginJar.of("quiet", "1.0.0").extension("Quiet", "").write(plugins.resolve("quiet.jar"));
    }

    @Test
    void greetsRepeatsAndAnswersCommands() {
        var acme = house.install("acme");
        var bob = acme.user("Bob");
        var parrot = acme.bot("portalbots_parrot");

        bob.types(parrot, "hello");
        bob.types(parrot, "/caw loudly");

        eventually("three answers", () -> bob.hears(parrot).size() == 3);
        assertThat(bob.hears(parrot)).contains("hello", "caw loudly").anyMatch(text -> text.startsWith("Hello!"));
        assertThat(bob.buttons(parrot)).contains("Caw 1.0.0");
    }

    @Test
    void installsByThePageThatAnAdministratorOpens() {
        var beta = house.portal("beta");
        beta.installByPage(TestHouse.CLIENT, TestHouse.SECRET, house.installUrl());
        house.installed(beta);
        var parrot = beta.bot("portalbots_parrot");

        beta.user("Bob").types(parrot, "hello");

        eventually("repeated", () -> beta.user("Bob").hears(parrot).contains("hello"));
    }

    @Test
    void followsTheFolderOfPlugins() throws IOException {
        var acme = house.install("acme");
        var id = acme.describe().getJsonArray("chatApps").getJsonObject(0).getInteger("id");

        parrot("1.1.0", house.plugins());

        eventually("updated", () -> acme.describe().encode().contains("Caw 1.1.0"));
        assertThat(acme.describe().getJsonArray("chatApps").getJsonObject(0).getInteger("id"))
                .isEqualTo(id);

        Files.writeString(house.plugins().resolve("parrot.jar"), "no jar at all");
        eventually("refused", () -> !house.platform().plugins().failures().isEmpty());
        house.settled();
        assertThat(acme.apps()).containsExactly("parrot.caw");

        quiet(house.plugins());
        Files.delete(house.plugins().resolve("parrot.jar"));
        eventually("removed", () -> acme.describe().getJsonArray("bots").isEmpty());
        assertThat(acme.apps()).isEmpty();
    }

    @Test
    void putsABotBackThatWasDeletedOnThePortal() {
        var acme = house.portal("acme");
        var token = acme.install(TestHouse.CLIENT, TestHouse.SECRET, house.eventUrl())
                .getString("access_token");
        eventually("there", () -> acme.apps().contains("parrot.caw"));
        house.settled();
        var bot = acme.bot("portalbots_parrot");

        acme.rest(token, "imbot.unregister", new JsonObject().put("BOT_ID", bot));

        eventually("back", () -> acme.apps().contains("parrot.caw"));
        assertThat(acme.bot("portalbots_parrot")).isNotEqualTo(bot);
    }

    @Test
    void refusesOnlyThePluginThatIsOneBotTooMany() {
        var acme = house.portal("acme");
        acme.change(new JsonObject().put("maxBots", 1));
        PluginJar.of("zebra", "1.0.0")
                .extension("Zebra", PARROT.formatted("zebra"))
                .write(house.plugins().resolve("zebra.jar"));
        eventually("loaded", () -> house.platform().plugins().find("zebra").isPresent());

        house.install("acme");

        assertThat(acme.apps()).containsExactly("parrot.caw");
        assertThat(house.platform().stores().ledger().totals().refused()).isEqualTo(1);
    }

    @Test
    void forgetsATenantThatUninstallsAndLeavesOthersAlone() {
        var acme = house.install("acme");
        var beta = house.install("beta");

        acme.uninstall(TestHouse.CLIENT);

        eventually(
                "removed",
                () -> house.platform().stores().tenants().countByState().getOrDefault("removed", 0L) == 1);
        assertThat(acme.apps()).isEmpty();
        assertThat(beta.apps()).containsExactly("parrot.caw");
    }

    @Test
    void sharesTheWorkBetweenTwoPlatformsWithoutDoingItTwice() {
        var other = house.another("other");
        try {
            house.install("acme");
            house.install("beta");

            var registered = TestPortal.calls( // four commands tell of the other platform's address
                    house.sandboxUrl(),
                    call -> call.getString("method").equals("batch") && call.getInteger("commands") > 4);
            assertThat(registered).hasSize(2);
        } finally {
            other.close();
        }
    }
}
