package io.portalbots.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.chat.Messenger.KeyButton;
import io.portalbots.chat.Messenger.Press;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.spi.ChatException;
import io.portalbots.spi.Keyboard;
import io.portalbots.spi.Menu;
import io.portalbots.spi.Text;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A frame may speak only where the person who opened it is, and change only what its own bot said. */
class FrameHostTest {

    private static final Tenant ACME = MemoryTenants.acme(1);
    private static final long DANA = 17;

    private final List<String> posted = new ArrayList<>();
    private final List<Optional<List<KeyButton>>> menus = new ArrayList<>();
    private final ListedDirectory directory = new ListedDirectory(
            Map.of(60L, "*", 62L, "poll"),
            List.of(new Directory.Entry("poll", "create", 13, 62), new Directory.Entry("hints", "show", 14, 60)));
    private final Hosts hosts = TestHosts.with(new OneGroup(), directory);

    @Test
    void speaksInTheGroupThatThePersonIsIn() {
        var chat = host("poll", "create", "chat441").chat().orElseThrow();

        assertThat(chat.post("Lunch?", List.of())).isEqualTo(90300);
        chat.edit(90300, "Lunch!", List.of());

        assertThat(posted).containsExactly("62 in chat441: Lunch?", "62 changes 90300: Lunch!");
    }

    @Test
    void changesAMenuOnlyWhereItIsToldOfOne() {
        var host = host("poll", "create", "chat441");
        var chat = host.chat().orElseThrow();

        chat.say(Text.of("A"), Keyboard.of(), Menu.of().put("Cook", "/cook"));
        assertThat(chat.post(Text.of("B"), Keyboard.of(), Menu.of().open("New", "create", "k")))
                .isEqualTo(90300);
        chat.edit(90300, Text.of("C"), Keyboard.of().put("Cook", "/cook"));
        chat.edit(90300, Text.of("D"), Keyboard.of(), Menu.of().put("Eat", "/eat"));
        host.edit(90300, Text.of("E"), Keyboard.of(), Menu.of());

        assertThat(menus)
                .containsExactly(
                        Optional.of(List.of(new KeyButton("Cook", false, new Press.Client("PUT", "/cook")))),
                        Optional.of(List.of(new KeyButton("New", false, new Press.App(13, "k")))),
                        Optional.empty(),
                        Optional.of(List.of(new KeyButton("Eat", false, new Press.Client("PUT", "/eat")))),
                        Optional.of(List.of()));
    }

    @Test
    void speaksToThePersonWhereItWasOpenedInTheChatWithTheBot() {
        host("poll", "create", "62").chat().orElseThrow().say("Lunch?");

        assertThat(posted).containsExactly("62 in 17: Lunch?");
    }

    @Test
    void speaksNowhereElseWhateverTheBrowserClaims() {
        for (var claim : List.of("chat442", "18", "17", "60", "", "chat", "chat441x", "chat0441", "sg5", "62 ")) {
            assertThat(host("poll", "create", claim).chat()).as(claim).isEmpty();
        }
        assertThat(posted).isEmpty();
    }

    @Test
    void speaksAsTheSharedBotButChangesNoneOfItsMessages() {
        var host = host("hints", "show", "chat441");

        host.chat().orElseThrow().say("A hint");

        assertThat(posted).containsExactly("60 in chat441: A hint");
        assertThatThrownBy(() -> host.edit(90300, "Mine", List.of()))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("a bot of its own");
        assertThat(posted).hasSize(1);
    }

    @Test
    void doesNothingOnceTheCallIsOver() {
        var host = host("poll", "create", "chat441");
        var chat = host.chat().orElseThrow();

        host.close();

        assertThatThrownBy(host::chat).hasMessageContaining("is over");
        assertThatThrownBy(() -> chat.post("Lunch?", List.of())).isInstanceOf(ChatException.class);
        assertThatThrownBy(() -> host.edit(90300, "Lunch!", List.of())).isInstanceOf(ChatException.class);
        assertThat(posted).isEmpty();
    }

    private FrameHost host(String plugin, String app, String dialog) {
        var session = new FrameSession("s", ACME.id(), 1, plugin, app, DANA, dialog, Optional.empty(), "en", false);
        return hosts.open(ACME, TestPlugins.plugin(plugin, new Talker(plugin)), session);
    }

    /** Dana is in group 441, as are the bots. */
    private final class OneGroup extends Mute {

        @Override
        public Posted post(Tenant tenant, Place place, Content content) {
            menus.add(content.menu());
            posted.add(place.bot() + " in " + place.dialogId() + ": " + content.text());
            return new Posted.There(OptionalLong.of(90300));
        }

        @Override
        public Optional<String> edit(Tenant tenant, long bot, long messageId, Content content) {
            menus.add(content.menu());
            posted.add(bot + " changes " + messageId + ": " + content.text());
            return Optional.empty();
        }

        @Override
        public boolean hasMember(Tenant tenant, long bot, long group, long person) {
            return group == 441 && person == DANA;
        }
    }
}
