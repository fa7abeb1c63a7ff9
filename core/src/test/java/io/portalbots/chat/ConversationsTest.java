package io.portalbots.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.plugin.Offers;
import io.portalbots.plugin.PluginException;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.spi.Arrival;
import io.portalbots.spi.CommandCall;
import io.portalbots.spi.Dialog;
import io.portalbots.spi.Message;
import io.portalbots.spi.Person;
import io.portalbots.tenant.MemorySettings;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConversationsTest {

    private static final Dialog PRIVATE = new Dialog("17", Dialog.Kind.PRIVATE);
    private static final Person DANA = new Person(17, "Dana", "en");

    private final List<String> posted = new ArrayList<>();
    private final List<Long> deleted = new ArrayList<>();
    private final List<Tenant> updated = new ArrayList<>();
    private boolean silent;

    @Test
    void takesAMessageToThePluginOfItsBotWhateverTheText() {
        handle(message(List.of(62L), "/help beta"));

        assertThat(posted).containsExactly("62 17 alpha heard /help beta");
    }

    @Test
    void takesAMessageToEveryBotItIsFor() {
        handle(message(List.of(62L, 63L), "hello"));

        assertThat(posted).containsExactly("62 17 alpha heard hello", "63 17 beta heard hello");
    }

    @Test
    void leavesOutBotsThatAreSharedOrNotOurs() {
        handle(message(List.of(60L, 99L), "hello"));

        assertThat(posted).isEmpty();
    }

    @Test
    void saysWhichPluginFailedOnceTheOthersAreDone() {
        assertThatThrownBy(() -> handle(message(List.of(62L, 63L), "fail alpha")))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("alpha");

        assertThat(posted).containsExactly("63 17 beta heard fail alpha");
    }

    @Test
    void saysWhenThePortalDoesNotTakeAnAnswer() {
        silent = true;

        assertThatThrownBy(() -> handle(message(List.of(62L), "hello")))
                .isInstanceOfSatisfying(
                        PluginException.class, e -> assertThat(e.kind()).isEqualTo(PluginException.Kind.UNSAID));

        assertThat(posted).isEmpty();
    }

    @Test
    void answersACommandWhereItWasRun() {
        var call = new CommandCall("help", "me", 90211, CommandCall.Source.TYPED, DANA, PRIVATE);

        handle(ran(63, call));

        assertThat(posted).containsExactly("63 17 answers 8 to 90211: beta runs help");
    }

    @Test
    void answersTheCommandForAppsItselfForEveryBotOfOurs() {
        var english = new CommandCall("apps", "", 90211, CommandCall.Source.TYPED, DANA, PRIVATE);
        var german =
                new CommandCall("apps", "", 90211, CommandCall.Source.TYPED, new Person(17, "Dana", "de"), PRIVATE);

        handle(ran(62, english));
        handle(ran(60, german));
        handle(ran(99, english));

        assertThat(posted)
                .containsExactly(
                        "62 17 answers 8 to 90211: This can be used here: [Help]",
                        "60 17 answers 8 to 90211: Das lässt sich hier nutzen: [Help]");
    }

    @Test
    void saysSoWhereNothingCanBeUsed() {
        var call = new CommandCall("apps", "", 90211, CommandCall.Source.TYPED, DANA, PRIVATE);

        handle(new PortalEvent.CommandsAdded(List.of(new PortalEvent.CommandsAdded.Run(62, 8, call)), true));

        assertThat(posted).containsExactly("62 17 answers 8 to 90211: There is nothing here yet that can be used.");
    }

    @Test
    void greetsInThePluginsWordsWithTheAppsThatAreThere() {
        handle(joined(62, "en"));

        assertThat(posted).containsExactly("62 17 alpha greets Dana [Help]");
    }

    @Test
    void greetsItselfForTheSharedBotAndForAPluginThatFails() {
        handle(joined(60, "de"));
        handle(joined(63, "en"));

        assertThat(posted)
                .containsExactly(
                        "60 17 Hallo! Das lässt sich hier nutzen: [Help]",
                        "63 17 Hello! This can be used here: [Help]");
    }

    @Test
    void doesNotGreetForBotsOfOthers() {
        handle(joined(99, "en"));

        assertThat(posted).isEmpty();
    }

    @Test
    void tellsOfADeletedBotAndOfAnotherVersion() {
        handle(new PortalEvent.BotDeleted(62));
        handle(new PortalEvent.Updated());
        handle(new PortalEvent.Other("ONIMBOTMESSAGEUPDATE"));

        assertThat(deleted).containsExactly(62L);
        assertThat(updated).containsExactly(MemoryTenants.acme(1));
        assertThat(posted).isEmpty();
    }

    private void handle(PortalEvent event) {
        var plugins = TestPlugins.set(
                TestPlugins.plugin("alpha", new Talker("alpha")), TestPlugins.plugin("beta", new Talker("beta")));
        var directory = new ListedDirectory(
                Map.of(60L, "*", 62L, "alpha", 63L, "beta"), List.of(new Directory.Entry("alpha", "help", 13, 62)));
        var messenger = new Recorder();
        new Conversations(
                        () -> plugins,
                        directory,
                        new Menu(
                                () -> plugins,
                                new Offers(TestPlugins.waiting()),
                                new MemorySettings(),
                                directory,
                                true),
                        messenger,
                        TestHosts.with(messenger, directory),
                        TestPlugins.waiting(),
                        new ChatMetrics(new SimpleMeterRegistry()),
                        new Conversations.PortalNews() {
                            @Override
                            public void botDeleted(Tenant tenant, long bot) {
                                deleted.add(bot);
                            }

                            @Override
                            public void updated(Tenant tenant) {
                                updated.add(tenant);
                            }
                        })
                .handle(MemoryTenants.acme(1), event);
    }

    private static PortalEvent message(List<Long> bots, String text) {
        return new PortalEvent.MessageAdded(bots, new Message(90210, text, DANA, PRIVATE));
    }

    private static PortalEvent ran(long bot, CommandCall call) {
        return new PortalEvent.CommandsAdded(List.of(new PortalEvent.CommandsAdded.Run(bot, 8, call)), false);
    }

    private static PortalEvent joined(long bot, String language) {
        return new PortalEvent.JoinedChat(List.of(bot), new Arrival(new Person(17, "Dana", language), PRIVATE), false);
    }

    private final class Recorder extends Mute {

        @Override
        public Posted post(Tenant tenant, Place place, String text, List<KeyButton> keyboard) {
            if (silent) {
                throw new PortalUnavailableException("silence");
            }
            var keys = keyboard.isEmpty()
                    ? ""
                    : " " + keyboard.stream().map(KeyButton::text).toList();
            var answers = place.answers()
                    .map(command -> "answers " + command.commandId() + " to " + command.messageId() + ": ")
                    .orElse("");
            posted.add(place.bot() + " " + place.dialogId() + " " + answers + text + keys);
            return new Posted.There(OptionalLong.of(90300));
        }

        @Override
        public void typing(Tenant tenant, Place place) {
            posted.add(place.bot() + " is typing");
        }
    }
}
