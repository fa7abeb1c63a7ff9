package io.portalbots.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.chat.Inbox.Kept;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.plugin.Waiting;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.Chat;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.Dialog;
import io.portalbots.spi.Message;
import io.portalbots.spi.Offer;
import io.portalbots.spi.Person;
import io.portalbots.spi.PortalInfo;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What people see while a plugin takes its time, which goes on only when it was seen. */
class TypingTest {

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch typing = new CountDownLatch(1);
    private boolean speaksFirst;

    @Test
    void showsThatASlowPluginIsAtIt() {
        handle();

        assertThat(seen).containsExactly("typing", "at last");
    }

    @Test
    void showsNothingMoreWhereSomethingWasSaid() {
        speaksFirst = true;

        handle();

        assertThat(seen).containsExactly("one moment", "at last");
    }

    private void handle() {
        var plugins = TestPlugins.set(TestPlugins.plugin("slow", new Slow()));
        var tenant = MemoryTenants.acme(1);
        var message = new Message(1, "hello", new Person(17, "Dana", "en"), new Dialog("17", Dialog.Kind.PRIVATE));
        var directory = new ListedDirectory(Map.of(62L, "slow"), List.of());
        var messenger = new Seen();
        new Conversations(
                        () -> plugins,
                        directory,
                        TestHosts.menu(plugins, directory),
                        messenger,
                        TestHosts.with(messenger, directory),
                        new MemoryOutbox(),
                        new Impatient(),
                        new ChatMetrics(new SimpleMeterRegistry()),
                        new NoNews())
                .handle(
                        tenant,
                        new Kept(tenant.id(), 1, 1, 0, "E", "17", 1, new byte[0], System.nanoTime()),
                        new PortalEvent.MessageAdded(List.of(62L), message));
    }

    private final class Slow implements ChatPlugin {

        @Override
        public Optional<BotProfile> bot() {
            return Optional.of(new BotProfile("Slow", "", BotProfile.Color.RED));
        }

        @Override
        public Offer offer(PortalInfo portal) {
            return Offer.of();
        }

        @Override
        public void onMessage(Message message, Chat chat) {
            if (speaksFirst) {
                chat.say("one moment");
                typing.countDown();
            }
            try {
                typing.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            chat.say("at last");
        }
    }

    private final class Seen extends Mute {

        @Override
        public Posted post(Tenant tenant, Place place, Content content) {
            seen.add(content.text());
            return new Posted.There(OptionalLong.of(seen.size()));
        }

        @Override
        public void typing(Tenant tenant, Place place) {
            seen.add("typing");
            typing.countDown();
        }
    }

    /** Finds a second too long, as soon as the plugin is heard of; the whole time never. */
    private final class Impatient implements Waiting {

        @Override
        public <T> T on(CompletionStage<T> stage, Duration limit) throws TimeoutException {
            if (limit.equals(Duration.ofSeconds(1))) {
                if (speaksFirst) {
                    TestPlugins.waiting().on(stage.thenApply(any -> any), limit);
                }
                throw new TimeoutException();
            }
            return TestPlugins.waiting().on(stage, limit);
        }
    }

    private static final class NoNews implements Conversations.PortalNews {

        @Override
        public void botDeleted(Tenant tenant, long bot) {}

        @Override
        public void updated(Tenant tenant) {}
    }
}
