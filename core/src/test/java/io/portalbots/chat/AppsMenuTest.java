package io.portalbots.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.chat.Messenger.KeyButton;
import io.portalbots.chat.Messenger.Press;
import io.portalbots.plugin.Offers;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.spi.Audience;
import io.portalbots.spi.Audience.Context;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.spi.Dialog;
import io.portalbots.spi.Dialog.Kind;
import io.portalbots.spi.Label;
import io.portalbots.spi.Offer;
import io.portalbots.tenant.MemorySettings;
import io.portalbots.tenant.MemoryTenants;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppsMenuTest {

    private static final Action SEND = new Action.Send("/help");

    @ParameterizedTest
    @CsvSource(textBlock = """
            ALL,   PRIVATE, 62, true
            ALL,   GROUP,   62, true
            ALL,   OTHER,   63, true
            BOT,   PRIVATE, 62, true
            BOT,   PRIVATE, 63, false
            BOT,   GROUP,   62, false
            CHAT,  GROUP,   62, true
            CHAT,  PRIVATE, 62, false
            CHAT,  LINES,   62, false
            LINES, LINES,   62, true
            LINES, GROUP,   62, false
            USER,  PRIVATE, 62, false
            CALL,  OTHER,   62, false
            """)
    void offersWhatFitsTheDialog(Context context, Kind kind, long bot, boolean offered) {
        var keys = menu(app(SEND, Audience.in(context)))
                .in(MemoryTenants.acme(1), new Dialog("1", kind), bot, "en", false);

        assertThat(!keys.isEmpty()).isEqualTo(offered);
    }

    @Test
    void offersPeopleFromOutsideOnlyWhatIsForThem() {
        var inside = menu(app(SEND, Audience.everywhere()));
        var outside = menu(app(SEND, Audience.everywhere().extranet(true)));

        assertThat(keys(inside, "en", true)).isEmpty();
        assertThat(keys(outside, "en", true)).hasSize(1);
        assertThat(keys(outside, "en", false)).hasSize(1);
    }

    @Test
    void leavesOutHiddenFramesAndWhatIsForAdministrators() {
        assertThat(keys(menu(app(new Action.Iframe(300, 200, false, true), Audience.everywhere())), "en", false))
                .isEmpty();
        assertThat(keys(menu(app(SEND, Audience.everywhere().adminsOnly(true))), "en", false))
                .isEmpty();
    }

    @Test
    void speaksThePersonsLanguageOrElseEnglish() {
        var menu = menu(app(SEND, Audience.everywhere()));

        assertThat(keys(menu, "de", false)).extracting(KeyButton::text).containsExactly("Hilfe");
        assertThat(keys(menu, "pl", false)).extracting(KeyButton::text).containsExactly("Help");
    }

    @Test
    void opensFramesByTheirNumberAndSaysWhereFrom() {
        var menu = menu(app(new Action.Iframe(300, 200), Audience.everywhere()));

        assertThat(keys(menu, "en", false))
                .containsExactly(new KeyButton("Help", false, new Press.App(13, AppsMenu.KEY)));
    }

    @Test
    void leavesOutWhatThePortalDoesNotHave() {
        var other = new ChatApp("other", SEND, Audience.everywhere(), Map.of("en", new Label("Other", "")));

        assertThat(keys(menu(other), "en", false)).isEmpty();
    }

    @Test
    void leavesOutAPluginThatFails() {
        var failing = TestPlugins.plugin("echo", portal -> {
            throw new IllegalStateException("no luck");
        });

        assertThat(keys(menu(failing), "en", false)).isEmpty();
    }

    private static List<KeyButton> keys(AppsMenu menu, String language, boolean extranet) {
        return menu.in(MemoryTenants.acme(1), new Dialog("17", Kind.PRIVATE), 62, language, extranet);
    }

    private static ChatApp app(Action action, Audience audience) {
        return new ChatApp("help", action, audience, Map.of("en", new Label("Help", ""), "de", new Label("Hilfe", "")));
    }

    private static AppsMenu menu(ChatApp app) {
        return menu(TestPlugins.plugin("echo", portal -> Offer.of(app)));
    }

    @Test
    void leavesOutOpenChannelsWhereItIsToldTo() {
        var app = app(new Action.Support("0123456789abcdef0123456789abcdef"), Audience.everywhere());
        var plugin = TestPlugins.plugin("echo", portal -> Offer.of(app));

        assertThat(keys(menu(plugin, true), "en", false))
                .extracting(KeyButton::press)
                .containsExactly(new Press.Client("DIALOG", "networkLines0123456789abcdef0123456789abcdef"));
        assertThat(keys(menu(plugin, false), "en", false)).isEmpty();
    }

    private static AppsMenu menu(io.portalbots.plugin.Plugin plugin) {
        return menu(plugin, true);
    }

    private static AppsMenu menu(io.portalbots.plugin.Plugin plugin, boolean support) {
        var set = TestPlugins.set(plugin);
        var there = List.of(new Directory.Entry("echo", "help", 13, 62));
        return new AppsMenu(
                () -> set,
                new Offers(TestPlugins.waiting()),
                new MemorySettings(),
                new ListedDirectory(Map.of(62L, "echo"), there),
                support);
    }
}
