package io.portalbots.plugin;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What plugins print becomes lines of the log with their names: at most {@value #MOST} in a minute, of {@value #LONGEST}
 * bytes each. For everybody else {@link System#out} and {@link System#err} are as before, for what is logged too, on
 * whatever thread.
 *
 * <p>Lines are logged by a thread of its own. Whoever prints holds the lock of a stream, and whoever logs needs it.
 */
public final class PluginOutput implements AutoCloseable {

    static final int MOST = 60;
    static final int LONGEST = 500;

    private static final Logger LOG = LoggerFactory.getLogger(PluginOutput.class);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>(); // plugins are few, and so are their lines
    private final Thread thread;

    private record Line(String plugin, String text) {}

    /** Takes the place of the streams of this process until it is closed. */
    public PluginOutput() {
        System.setOut(sorting(out));
        System.setErr(sorting(err));
        thread = Thread.ofPlatform().daemon().name("plugin-output").start(this::log);
    }

    private PrintStream sorting(PrintStream usual) {
        return new PrintStream(new Sorting(usual), true, usual.charset());
    }

    private void log() {
        try {
            while (true) {
                var line = lines.take();
                LOG.atInfo().addKeyValue("plugin", line.plugin()).log("plugin prints: {}", line.text());
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        thread.interrupt();
    }

    /** What one of the two streams gets. */
    private final class Sorting extends OutputStream {

        private final PrintStream usual;
        private final Map<String, Printed> printed = new HashMap<>();

        Sorting(PrintStream usual) {
            this.usual = usual;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            PluginGroup.ofThisThread()
                    .filter(plugin -> !isLogged())
                    .ifPresentOrElse(
                            plugin -> print(plugin, bytes, from, length), () -> usual.write(bytes, from, length));
        }

        private static boolean isLogged() {
            return STACK.walk(frames -> frames.anyMatch(frame -> frame.getDeclaringClass() == LOG.getClass()));
        }

        private synchronized void print(String plugin, byte[] bytes, int from, int length) {
            var own = printed.computeIfAbsent(plugin, any -> new Printed(plugin, usual.charset()));
            for (var at = from; at < from + length; at++) {
                own.add(bytes[at]);
            }
        }

        @Override
        public void flush() {
            usual.flush();
        }
    }

    /** The line that a plugin has begun, and how many it had within a minute. */
    private final class Printed {

        private final String plugin;
        private final Charset charset;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private long since = System.nanoTime();
        private int count;

        Printed(String plugin, Charset charset) {
            this.plugin = plugin;
            this.charset = charset;
        }

        void add(byte one) {
            if (one == '\n') {
                end(line.toString(charset).replaceAll("\\p{Cntrl}", " ").strip());
                line.reset();
            } else if (line.size() < LONGEST) {
                line.write(one);
            }
        }

        private void end(String text) {
            var now = System.nanoTime();
            if (now - since > MINUTE) {
                since = now;
                count = 0;
            }
            count++;
            if (count <= MOST) {
                lines.add(new Line(plugin, text));
            } else if (count == MOST + 1) {
                lines.add(new Line(plugin, "more than " + MOST + " lines in a minute, the rest of which are left out"));
            }
        }
    }
}
