package io.portalbots.web;

import static io.portalbots.web.EventsServed.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.Dispatch;
import io.portalbots.chat.EventLog.Arrived;
import io.portalbots.chat.UncheckedEvents;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Claim;
import io.portalbots.tenant.Installations;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Recognition;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Events whose tokens cannot be checked now. */
class AcceptTest {

    private static final Application TEST =
            new Application("test", "local.test", Secret.of("s"), Application.Kind.LOCAL, Set.of());
    private static final byte[] EVENT = DocumentedEvents.bytes(EventsServed.message(ACME, "token-acme", 1));

    private final List<Arrived> stored = new ArrayList<>();
    private final CompletableFuture<Void> read = new CompletableFuture<>();
    private final SpoolInMemory spool = new SpoolInMemory();

    @Test
    void checksNoMoreEventsAtOnceThanItHasRoomFor() {
        var accept = accept(2L * EVENT.length);

        var waiting = List.of(take(accept), take(accept));
        assertThat(spool.events).isEmpty();
        take(accept).await();
        assertThat(spool.events).as("not checked at all").hasSize(1);

        Future.all(waiting).await();
        assertThat(spool.events).as("not checked within a second").hasSize(3);
        read.completeExceptionally(new IOException("away"));
        take(accept).await();
        assertThat(spool.events).as("which was tried").hasSize(4);
        assertThat(stored).isEmpty();
    }

    private static Future<Void> take(Accept accept) {
        return accept.take(TEST, EVENT, "192.0.2.7");
    }

    private Accept accept(long mostUnderWay) {
        var metrics = new ChatMetrics(new SimpleMeterRegistry());
        var none = new Dispatch(new Dispatch.Limits(0, 0, 0, 0), Runnable::run, event -> {}, () -> {});
        var intake = new Intake(
                new MemoryTenants(),
                (event, claimed, handling) -> {
                    stored.add(event);
                    return CompletableFuture.completedStage(null);
                },
                none,
                new NoInstallations(),
                metrics);
        return new Accept(new Silent(), intake, spool, Runnable::run, metrics, mostUnderWay);
    }

    /** Knows nobody, and does not answer. */
    private final class Silent implements Recognition {

        @Override
        public Verdict of(TenantId id, Secret applicationToken) {
            return Verdict.UNREAD;
        }

        @Override
        public CompletionStage<Void> load(TenantId id) {
            return read;
        }

        @Override
        public void forget(TenantId id) {}
    }

    private static final class SpoolInMemory implements UncheckedEvents {

        private final List<Unchecked> events = new CopyOnWriteArrayList<>();

        @Override
        public CompletionStage<Void> keep(Unchecked event) {
            events.add(event);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void checkedBy(Function<Unchecked, CompletionStage<Optional<Arrived>>> check) {}
    }

    private static final class NoInstallations implements Installations {

        @Override
        public void announce(Claim claim, String source) {
            throw new AssertionError("nothing is announced here");
        }

        @Override
        public Outcome install(Claim claim, String source) {
            throw new AssertionError("no page is opened here");
        }

        @Override
        public boolean uninstall(Tenant tenant, boolean clean) {
            throw new AssertionError("nothing is handled here");
        }
    }
}
