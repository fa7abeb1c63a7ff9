package io.portalbots.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plan.Listing;
import io.portalbots.plan.Wishes;
import io.portalbots.plugin.Offers;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.Command;
import io.portalbots.spi.Offer;
import io.portalbots.spi.PortalInfo;
import io.portalbots.spi.Setting;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.MemorySettings;
import io.portalbots.tenant.MemorySwitches;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WishingTest {

    private static final Setting PHONE = new Setting("phone", new Setting.Type.Phone(), Map.of("en", "Phone"));
    private static final String EVENTS = "https://bots.test/bitrix24/app/event";

    private final EchoPlugin code = new EchoPlugin();
    private final Plugin echo = TestPlugins.plugin("echo", code);
    private final MemorySettings settings = new MemorySettings();
    private final MemorySwitches switches = new MemorySwitches();
    private Optional<Command> menu = Optional.empty();
    private final Plugin call = TestPlugins.plugin(
            "call",
            portal -> new Offer(EchoPlugin.apps(portal.setting("phone").stream(), new Action.Call("112")), List.of()));

    @Test
    void wantsTheEventsOfTheApplicationEverywhere() {
        assertThat(keys(wishes(Set.of()))).containsExactly("event:*/ONAPPUNINSTALL", "event:*/ONAPPUPDATE");
    }

    @Test
    void wantsTheSharedBotOnlyForAppsWithoutOne() {
        assertThat(keys(wishes(Set.of(), echo, call))).doesNotContain("imbot:*/bot");

        settings.set(MemoryTenants.acme(1).id(), "call", PHONE, "call", "test");
        var wishes = wishes(Set.of(), echo, call);

        assertThat(keys(wishes)).contains("imbot:*/bot", "imbot:echo/bot", "imbot.app:call/call");
        assertThat(content(wishes, "imbot:*/bot"))
                .isEqualTo(
                        new Listing.Content.Bot("pb_apps", new BotProfile("Apps", "", BotProfile.Color.AZURE), EVENTS));
        assertThat(listing(wishes, "imbot.app:call/call").owner().orElseThrow()).hasToString("imbot:*/bot");
        assertThat(listing(wishes, "imbot.app:echo/a").owner().orElseThrow()).hasToString("imbot:echo/bot");
    }

    @Test
    void wantsOnlyWhatTheApplicationBrings() {
        settings.set(MemoryTenants.acme(1).id(), "call", PHONE, "call", "test");

        assertThat(keys(wishes(Set.of("call"), echo, call)))
                .contains("imbot.app:call/call")
                .noneMatch(key -> key.contains("echo"));
    }

    @Test
    void wantsNoAppThatTheAdministratorDisabled() {
        switches.set(MemoryTenants.acme(1).id(), "echo", "a", false, "test");

        assertThat(keys(wishes(Set.of(), echo, call)))
                .contains("imbot.app:echo/b", "imbot:echo/bot")
                .doesNotContain("imbot.app:echo/a");
    }

    @Test
    void cannotDecideForAPluginThatFails() {
        code.fails = true;

        var wishes = wishes(Set.of(), echo, call);

        assertThat(wishes.undecided()).containsExactly("echo");
        assertThat(keys(wishes)).noneMatch(key -> key.contains("echo"));
    }

    @Test
    void namesAppsAndFramesByPluginAndInstallation() {
        var frame = TestPlugins.plugin(
                "poll", portal -> new Offer(EchoPlugin.apps(Stream.of("new"), new Action.Iframe(300, 200)), List.of()));

        var app = (Listing.Content.App) content(wishes(Set.of(), frame), "imbot.app:poll/new");

        assertThat(app.code()).isEqualTo("poll.new");
        assertThat(app.frameUrl()).contains("https://bots.test/frames/app.5f0e1d2c3b4a59687786a5b4c3d2e1f0/poll/new");
    }

    @Test
    void wantsTheCommandOfTheMenuForEachBotWhereItsWordIsFree() {
        menu = Optional.of(word("apps", false));
        settings.set(MemoryTenants.acme(1).id(), "call", PHONE, "call", "test");

        var wishes = wishes(Set.of(), echo, call, having(word("apps", false)));

        assertThat(keys(wishes).stream().filter(key -> key.endsWith("/apps")))
                .containsExactlyInAnyOrder("imbot.command:*/apps", "imbot.command:echo/apps", "imbot.command:own/apps");
        assertThat(listing(wishes, "imbot.command:echo/apps").owner().orElseThrow())
                .hasToString("imbot:echo/bot");
        assertThat(((Listing.Content.Slash) content(wishes, "imbot.command:own/apps")).command())
                .isEqualTo(word("apps", false));
    }

    @Test
    void leavesTheWordOfTheMenuToAPluginThatHasItInEveryChat() {
        menu = Optional.of(word("apps", false));

        assertThat(keys(wishes(Set.of(), echo, having(word("apps", true)))).stream()
                        .filter(key -> key.endsWith("/apps")))
                .containsExactly("imbot.command:own/apps");
        assertThat(keys(wishes(Set.of("echo"), echo, having(word("apps", true)))))
                .contains("imbot.command:echo/apps");
    }

    private static Command word(String word, boolean common) {
        return new Command(word, common, false, false, Map.of("en", new Command.Phrase("Own", "")));
    }

    private static Plugin having(Command command) {
        return TestPlugins.plugin("own", new ChatPlugin() {
            @Override
            public Optional<BotProfile> bot() {
                return Optional.of(new BotProfile("Own", "", BotProfile.Color.RED));
            }

            @Override
            public List<Command> commands() {
                return List.of(command);
            }

            @Override
            public Offer offer(PortalInfo portal) {
                return Offer.of();
            }
        });
    }

    private Wishes wishes(Set<String> brings, Plugin... plugins) {
        var bot = new BotProfile("Apps", "", BotProfile.Color.AZURE);
        var naming = new Wishing.Naming("https://bots.test", "pb_", bot, menu);
        var application = new Application("app", "c", Secret.of("s"), Application.Kind.LOCAL, brings);
        var set = TestPlugins.set(plugins);
        return new Wishing(
                        Map.of("app", application),
                        () -> set,
                        new Offers(TestPlugins.waiting()),
                        settings,
                        switches,
                        () -> naming)
                .of(MemoryTenants.acme(1), List.of());
    }

    private static List<String> keys(Wishes wishes) {
        return wishes.listings().stream()
                .map(listing -> listing.key().toString())
                .toList();
    }

    private static Listing listing(Wishes wishes, String key) {
        return wishes.listings().stream()
                .filter(listing -> listing.key().toString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Listing.Content content(Wishes wishes, String key) {
        return listing(wishes, key).content();
    }
}
