package io.portalbots.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.chat.Inbox.Kept;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginException;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.spi.Arrival;
import io.portalbots.spi.ChatException;
import io.portalbots.spi.CommandCall;
import io.portalbots.spi.Dialog;
import io.portalbots.spi.Message;
import io.portalbots.spi.Person;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import java.time.Duration;
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
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryOutbox outbox = new MemoryOutbox();
    private Plugin beta = TestPlugins.plugin("beta", new Talker("beta"));
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
    void tellsOfAPluginThatFailsAfterTheOthersHadTheirTurn() {
        assertThatThrownBy(() -> handle(message(List.of(62L, 63L), "fail alpha")))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("alpha failed");

        assertThat(posted).containsExactly("63 17 beta heard fail alpha");
    }

    @Test
    void tellsOfAPortalThatDoesNotTakeAnAnswer() {
        silent = true;

        assertThatThrownBy(() -> handle(message(List.of(62L), "hello"))).hasRootCauseMessage("silence");

        assertThat(posted).isEmpty();
    }

    @Test
    void saysNothingTwiceWhenAnEventIsHandledAgain() {
        handle(message(List.of(62L), "hello"));

        handle(message(List.of(62L), "hello"), 1);

        assertThat(posted).hasSize(1);
    }

    @Test
    void saysAgainWhatNobodyKnowsToHaveReachedThePortal() {
        silent = true;
        assertThatThrownBy(() -> handle(message(List.of(62L), "hello"))).isInstanceOf(PluginException.class);
        silent = false;

        handle(message(List.of(62L), "hello"), 1);

        assertThat(posted).hasSize(1);
        assertThat(meters.counter("portalbots.answers", "outcome", "again").count())
                .isEqualTo(1);
    }

    @Test
    void saysAgainWithTheMenuItHad() {
        silent = true;
        assertThatThrownBy(() -> handle(message(List.of(62L), "menu"))).isInstanceOf(PluginException.class);
        silent = false;

        handle(message(List.of(62L), "menu"), 1);

        assertThat(posted).containsExactly("62 17 alpha offers, in its menu [Cook]");
    }

    @Test
    void knowsThatNothingWasSentOfWhatIsTooLarge() {
        assertThatThrownBy(() -> handle(message(List.of(62L), "30 KB"))).hasRootCauseMessage("too large");
        assertThatThrownBy(() -> handle(message(List.of(62L), "30 KB"), 1)).hasRootCauseMessage("too large");

        assertThat(meters.counter("portalbots.answers", "outcome", "again").count())
                .isZero();
    }

    @Test
    void leavesOutThePluginsThatWereDoneWhenOneIsTriedAgain() {
        var event = message(List.of(62L, 63L), "fail alpha");
        assertThatThrownBy(() -> handle(event)).isInstanceOf(PluginException.class);

        assertThatThrownBy(() -> handle(event, 1)).isInstanceOf(PluginException.class);

        assertThat(outbox.finished(kept(1))).containsExactly("bot 63");
        assertThat(posted).containsExactly("63 17 beta heard fail alpha");
    }

    @Test
    void tellsOfAPluginThatIsNotCalledOnlyIfNoneWasCalledAndFailed() {
        beta = TestPlugins.resting("beta", new Talker("beta"), Duration.ofHours(1));

        assertThatThrownBy(() -> handle(message(List.of(63L, 62L), "fail alpha")))
                .hasMessageContaining("alpha failed");
        assertThatThrownBy(() -> handle(message(List.of(63L, 62L), "hello")))
                .hasMessageContaining("plugin beta is not called for a while");
        assertThatThrownBy(() -> handle(message(List.of(63L, 62L), "hello")))
                .hasMessageContaining("plugin beta is not called for a while");

        assertThat(posted).as("what alpha was done with").containsExactly("62 17 alpha heard hello");
    }

    @Test
    void apologisesOnceInThePersonsLanguage() {
        var french = new PortalEvent.MessageAdded(
                List.of(99L, 62L), new Message(90210, "salut", new Person(17, "Dana", "fr"), PRIVATE));
        var german = new CommandCall(
                "help",
                "",
                1,
                CommandCall.Source.TYPED,
                new Person(17, "Dana", "de"),
                new Dialog("chat4", Dialog.Kind.GROUP));

        conversations().apologise(MemoryTenants.acme(1), kept(0), french);
        conversations().apologise(MemoryTenants.acme(1), kept(1), french);
        outbox.clear();
        conversations()
                .apologise(
                        MemoryTenants.acme(1),
                        kept(0),
                        new PortalEvent.CommandsAdded(
                                List.of(new PortalEvent.CommandsAdded.Run(63, 8, german)), false));
        conversations().apologise(MemoryTenants.acme(1), kept(0), new PortalEvent.BotDeleted(62));

        assertThat(posted)
                .containsExactly(
                        "62 17 Sorry, this did not work. Please try again later.",
                        "63 chat4 answers 8 to 1: Das hat leider nicht geklappt. Bitte später noch einmal versuchen.");
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
        outbox.clear();
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
        handle(event, 0);
    }

    private void handle(PortalEvent event, int attempt) {
        conversations().handle(MemoryTenants.acme(1), kept(attempt), event);
    }

    private static Kept kept(int attempt) {
        return new Kept(
                MemoryTenants.acme(1).id(), 7, attempt + 1, attempt, "E", "17", 90210, new byte[0], System.nanoTime());
    }

    private Conversations conversations() {
        var plugins = TestPlugins.set(TestPlugins.plugin("alpha", new Talker("alpha")), beta);
        var directory = new ListedDirectory(
                Map.of(60L, "*", 62L, "alpha", 63L, "beta"), List.of(new Directory.Entry("alpha", "help", 13, 62)));
        var messenger = new Recorder();
        return new Conversations(
                () -> plugins,
                directory,
                TestHosts.menu(plugins, directory),
                messenger,
                TestHosts.with(messenger, directory),
                outbox,
                TestPlugins.waiting(),
                new ChatMetrics(meters),
                new Conversations.PortalNews() {
                    @Override
                    public void botDeleted(Tenant tenant, long bot) {
                        deleted.add(bot);
                    }

                    @Override
                    public void updated(Tenant tenant) {
                        updated.add(tenant);
                    }
                });
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
        public Posted post(Tenant tenant, Place place, Content content) {
            if (silent) {
                throw new PortalUnavailableException("silence");
            }
            if (content.text().endsWith("30 KB")) {
                throw new ChatException("too large");
            }
            var keys = content.keyboard().isEmpty() ? "" : " " + labels(content.keyboard());
            var menu = content.menu()
                    .map(items -> ", in its menu " + labels(items))
                    .orElse("");
            var answers = place.answers()
                    .map(command -> "answers " + command.commandId() + " to " + command.messageId() + ": ")
                    .orElse("");
            posted.add(place.bot() + " " + place.dialogId() + " " + answers + content.text() + keys + menu);
            return new Posted.There(OptionalLong.of(posted.size()));
        }

        private List<String> labels(List<KeyButton> keys) {
            return keys.stream().map(KeyButton::text).toList();
        }

        @Override
        public void typing(Tenant tenant, Place place) {
            posted.add(place.bot() + " is typing");
        }
    }
}
