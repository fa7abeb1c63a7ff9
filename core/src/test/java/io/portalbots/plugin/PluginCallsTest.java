package io.portalbots.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.plugin.PluginException.Kind;
import io.portalbots.spi.ChatException;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.Offer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginCallsTest {

    private static final Pace BRISK =
            new Pace(Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofMillis(300), Duration.ofSeconds(1));

    private final CountDownLatch release = new CountDownLatch(1);
    private PluginCalls calls = calls(Pace.USUAL);
    private final AtomicInteger unheard = new AtomicInteger();
    private volatile boolean over;

    @AfterEach
    void letGo() {
        over = true;
        release.countDown();
        calls.close();
    }

    @Test
    void answersWhatThePluginAnswersFromAThreadOfItsOwn() {
        var name = answer("acme", code -> Thread.currentThread().getName());

        assertThat(name).isEqualTo("plugin-echo");
    }

    @Test
    void namesThePluginThatThrows() {
        fails("acme", this::unlucky, Kind.FAILED, "plugin echo failed: java.lang.IllegalStateException: no luck");
    }

    @Test
    void tellsAPortalThatDoesNotAnswerFromAPluginThatFails() {
        fails(
                "acme",
                code -> {
                    throw new ChatException("no answer", new IllegalStateException());
                },
                Kind.UNSAID,
                "plugin echo failed: io.portalbots.spi.ChatException: no answer");
    }

    @Test
    void survivesAPluginThatRunsOutOfStack() {
        fails("acme", PluginCallsTest::endless, Kind.FAILED, "plugin echo failed: java.lang.StackOverflowError");

        assertThat(answer("acme", code -> "still there")).isEqualTo("still there");
    }

    @Test
    void survivesAnExceptionThatThrowsWhenItIsAskedWhatItIs() {
        fails(
                "acme",
                code -> {
                    throw new Unspeakable();
                },
                Kind.FAILED,
                "plugin echo failed: " + Unspeakable.class.getName());
    }

    @Test
    @SuppressWarnings("NullAway") // a plugin was compiled without it
    void takesNothingForAFailure() {
        assertThatThrownBy(() -> answer("acme", code -> null))
                .isInstanceOf(PluginException.class)
                .hasMessageEndingWith("it answered nothing");
    }

    @Test
    void namesThePluginThatTakesTooLong() {
        fails("acme", this::hang, Kind.OVERDUE, "plugin echo took longer than 5 s");
    }

    @Test
    void interruptsWhatTakesTooLongAndDisturbsNothingElseByThat() {
        calls = calls(BRISK);

        fails("acme", this::hang, Kind.OVERDUE, "plugin echo took longer than 0.2 s");

        Eventually.holds(() -> assertThat(calls.threads()).isPositive());
        assertThat(answer("acme", code -> Thread.currentThread().isInterrupted()))
                .isEqualTo(false);
        assertThat(calls.standing().called()).isTrue();
    }

    @Test
    void leavesThreadsAndPlacesToOtherTenants() {
        var answers = new ArrayList<CompletionStage<Boolean>>();
        for (var count = 0; count < 4 + 32; count++) {
            answers.add(calls.call("flooding", this::hang));
        }

        fails("flooding", code -> true, Kind.BUSY, "plugin echo has 32 calls of this tenant waiting already");
        assertThat(answer("acme", code -> "in time")).isEqualTo("in time");

        release.countDown();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(TestPlugins.await(answer)).isTrue());
    }

    @Test
    void failsThoseWhoWaitOnceItsCircuitOpens() {
        calls = calls(new Pace(
                Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofSeconds(30), Duration.ofSeconds(30)));
        var called = new ArrayList<String>();
        for (var count = 0; count < 4 + 10; count++) {
            calls.call("acme", this::deaf);
        }
        var late = calls.call("acme", code -> called.add("late"));

        assertThatThrownBy(() -> TestPlugins.await(late))
                .isInstanceOfSatisfying(
                        PluginException.class, e -> assertThat(e.kind()).isEqualTo(Kind.OPEN));
        assertThat(called).isEmpty();
    }

    @Test
    void opensItsCircuitAtTheFirstThreadThatBurnsAndDoesNotRiskAnother() {
        calls = calls(BRISK);

        fails("acme", this::burn, Kind.OVERDUE, "plugin echo took longer than 0.2 s");

        Eventually.holds(() -> assertThat(calls.standing().why()).contains("burns a CPU"));
        fails(
                "acme",
                code -> true,
                Kind.OPEN,
                "plugin echo is not called for a while: " + calls.standing().why());
        assertThat(calls.opened()).isEqualTo(1);

        over = true;
        Eventually.holds(() -> assertThat(answer("acme", code -> true)).isEqualTo(true));
        Eventually.holds(() -> assertThat(calls.standing().called()).isTrue());
    }

    @Test
    void opensItsCircuitAtTheThirdThreadThatWaitsAndClosesItByACallThatComesBack() {
        calls = calls(BRISK);

        for (var count = 0; count < 2; count++) {
            fails("acme", this::deaf, Kind.OVERDUE, "plugin echo took longer than 0.2 s");
            assertThat(answer("acme", code -> true)).isEqualTo(true);
        }
        assertThat(calls.standing().called()).isTrue();
        fails("acme", this::deaf, Kind.OVERDUE, "plugin echo took longer than 0.2 s");

        Eventually.holds(() -> assertThat(calls.standing().why()).isEqualTo("3 calls of it do not come back"));
        Eventually.holds(() -> assertThatThrownBy(() -> answer("acme", this::unlucky))
                .isInstanceOfSatisfying(
                        PluginException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FAILED)));
        Eventually.holds(() -> assertThat(calls.standing().called()).isTrue());
    }

    @Test
    void isNotCalledAnyMoreOnceDisabled() {
        calls.disable("it eats memory");

        fails("acme", code -> true, Kind.DISABLED, "plugin echo is disabled until its jar changes: it eats memory");
    }

    @Test
    void countsWhatItsCallsAllocate() {
        var before = calls.allocatedLately();

        assertThat(answer("acme", code -> new byte[10_000_000].length)).isEqualTo(10_000_000);

        Eventually.holds(() -> assertThat(calls.allocatedLately() - before).isBetween(10_000_000L, 20_000_000L));
        assertThat(calls.allocated()).isEqualTo(calls.allocatedLately());
    }

    private static PluginCalls calls(Pace pace) {
        return new PluginCalls(new ThreadGroup("echo"), "echo", portal -> Offer.of(), pace, starved -> {});
    }

    private Object answer(String tenant, Function<ChatPlugin, ?> what) {
        return TestPlugins.await(calls.call(tenant, what));
    }

    private void fails(String tenant, Function<ChatPlugin, ?> what, Kind kind, String message) {
        assertThatThrownBy(() -> answer(tenant, what))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        PluginException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private boolean unlucky(ChatPlugin code) {
        throw new IllegalStateException("no luck");
    }

    private boolean hang(ChatPlugin code) {
        try {
            release.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean deaf(ChatPlugin code) {
        while (true) {
            try {
                release.await();
                return true;
            } catch (InterruptedException e) {
                unheard.incrementAndGet();
            }
        }
    }

    private boolean burn(ChatPlugin code) {
        while (!over) {
            Thread.onSpinWait();
        }
        return true;
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int endless(ChatPlugin code) {
        return endless(code) + 1;
    }

    private static final class Unspeakable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no words");
        }
    }
}
