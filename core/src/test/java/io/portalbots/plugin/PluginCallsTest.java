package io.portalbots.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.Offer;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginCallsTest {

    private final PluginCalls calls = new PluginCalls("echo", portal -> Offer.of());
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        release.countDown();
        calls.close();
    }

    @Test
    void answersWhatThePluginAnswersFromAThreadOfItsOwn() {
        var name = await(call(code -> Thread.currentThread().getName()));

        assertThat(name).isEqualTo("plugin-echo");
    }

    @Test
    void namesThePluginThatThrows() {
        var answer = call(code -> {
            throw new IllegalStateException("no luck");
        });

        assertThatThrownBy(() -> await(answer))
                .isInstanceOf(PluginException.class)
                .hasMessage("plugin echo failed: java.lang.IllegalStateException: no luck");
    }

    @Test
    void survivesAPluginThatRunsOutOfStack() {
        assertThatThrownBy(() -> await(call(PluginCallsTest::endless)))
                .hasMessage("plugin echo failed: java.lang.StackOverflowError");
        assertThat(call(code -> "still there").toCompletableFuture()).succeedsWithin(PluginCalls.LIMIT);
    }

    @Test
    @SuppressWarnings("NullAway") // a plugin was compiled without it
    void takesNothingForAFailure() {
        assertThatThrownBy(() -> await(call(code -> null)))
                .isInstanceOf(PluginException.class)
                .hasMessageEndingWith("it answered nothing");
    }

    @Test
    void namesThePluginThatTakesTooLong() {
        var answer = call(this::hang);

        assertThatThrownBy(() -> await(answer)).hasMessage("plugin echo took longer than 5 s");
    }

    @Test
    void refusesMoreWorkThanItCanKeep() {
        var answers = new ArrayList<CompletionStage<Boolean>>();
        for (var count = 0; count < 4 + 256; count++) {
            answers.add(call(this::hang));
        }

        assertThatThrownBy(() -> await(call(code -> true))).hasMessage("plugin echo has 256 calls waiting already");

        release.countDown();
        assertThat(answers).allSatisfy(answer -> assertThat(await(answer)).isTrue());
    }

    private <T> CompletionStage<T> call(Function<ChatPlugin, T> what) {
        return calls.call("acme", what);
    }

    private static <T> T await(CompletionStage<T> stage) {
        return TestPlugins.await(stage);
    }

    private boolean hang(ChatPlugin code) {
        try {
            release.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int endless(ChatPlugin code) {
        return endless(code) + 1;
    }
}
