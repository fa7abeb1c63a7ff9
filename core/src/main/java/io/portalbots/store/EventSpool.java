package io.portalbots.store;

import io.portalbots.chat.EventLog.Arrived;
import io.portalbots.chat.SpoolMetrics;
import io.portalbots.chat.UncheckedEvents.Unchecked;
import io.portalbots.store.SpoolSegment.Opener;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on the disk of this machine, for when the database cannot take them: files that are only added to, in the order
 * in which they came. One thread writes and reads; whoever asks while it forces a file goes with the next forcing.
 *
 * <p>Where the database has what was read, {@link #done} forgets it, at the latest when a file is read to its end. A
 * process that dies before that reads the whole file again, which does no harm: the database keeps an event once.
 */
public final class EventSpool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventSpool.class);
    private static final String SUFFIX = ".events";
    private static final long SEGMENT = 16L << 20;
    private static final int MOST_AT_ONCE = 1000;
    private static final long MOST_READ = 8L << 20;
    private static final int UNCHECKED_PART = 4; // a quarter is for what strangers may have invented
    private static final long PATIENCE_MILLIS = 5000;

    private final Path folder;
    private final long most;
    private final Keys keys;
    private final SpoolMetrics metrics;
    private final Opener opener;
    private final Deque<SpoolSegment> segments = new ArrayDeque<>(); // the oldest first; as all below, of the thread
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final AtomicLong left = new AtomicLong();
    private final Thread thread;
    private boolean writable; // whether the newest segment is ours to add to
    private long number;
    private volatile long bytes;

    private sealed interface Task {}

    private record Write(Supplier<ByteBuffer> record, boolean unchecked, Promise<Void> written) implements Task {}

    private record Read(int most, Promise<List<Spooled>> events) implements Task {}

    private record Done(int events, Promise<Void> forgotten) implements Task {}

    private record End() implements Task {}

    /**
     * Opens a spool, and cuts what a crash left unfinished. Blocks.
     *
     * @param most bytes it may have; those of events that nobody checked, a quarter of that
     * @param keys seal the latter
     * @throws StoreException if the folder cannot be used
     */
    public EventSpool(Path folder, long most, Keys keys, SpoolMetrics metrics) {
        this(folder, most, keys, metrics, FileChannel::open);
    }

    EventSpool(Path folder, long most, Keys keys, SpoolMetrics metrics, Opener opener) {
        this.folder = folder;
        this.most = most;
        this.keys = keys;
        this.metrics = metrics;
        this.opener = opener;
        try {
            Files.createDirectories(folder);
            take();
        } catch (IOException e) {
            throw new StoreException("the folder " + folder + " cannot be used: " + e.getMessage(), e);
        }
        thread = Thread.ofPlatform().daemon().name("event-spool").start(this::work);
    }

    private void take() throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.filter(one -> one.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList()) {
                var name = String.valueOf(file.getFileName());
                number = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()), 16);
                take(SpoolSegment.open(file, opener));
            }
        }
        count();
    }

    private void take(SpoolSegment segment) throws IOException {
        var cut = segment.cut();
        if (cut > 0) {
            metrics.cut();
            LOG.warn("{} bytes at the end of {} are no whole events, and were cut", cut, segment);
        }
        for (var record = segment.next(); record.isPresent(); record = segment.next()) {
            left.incrementAndGet();
            if (SpoolRecord.isUnchecked(record.get())) {
                segment.addUnchecked(SpoolRecord.HEAD + record.get().length);
            }
        }
        segment.backTo(0);
        segments.add(segment);
    }

    /** Whether all that came here was done with. */
    public boolean isEmpty() {
        return left.get() == 0;
    }

    /** How many bytes it has. */
    public long bytes() {
        return bytes;
    }

    /** Keeps an event; completes once it is on the disk, and fails if it cannot be there. */
    Future<Void> keep(Arrived event) {
        return keep(() -> SpoolRecord.written(event), false);
    }

    /** Likewise; fails too if a quarter of the spool is such events. */
    Future<Void> keep(Unchecked event) {
        return keep(() -> SpoolRecord.written(event, keys), true);
    }

    private Future<Void> keep(Supplier<ByteBuffer> record, boolean unchecked) {
        var written = Promise.<Void>promise();
        left.incrementAndGet();
        tasks.add(new Write(record, unchecked, written));
        return written.future();
    }

    /** The first events that are not done with, at most so many, and of no more than some MiB; the same ones until they are {@link #done}. */
    Future<List<Spooled>> first(int events) {
        var read = Promise.<List<Spooled>>promise();
        tasks.add(new Read(events, read));
        return read.future();
    }

    /** So many of the first are done with. */
    Future<Void> done(int events) {
        var forgotten = Promise.<Void>promise();
        tasks.add(new Done(events, forgotten));
        return forgotten.future();
    }

    private void work() {
        try {
            var group = new ArrayList<Write>();
            while (true) {
                var task = tasks.take();
                for (var next = task; next instanceof Write write; next = grouped(group)) {
                    group.add(write);
                }
                write(group);
                group.clear();
                if (!(task instanceof Write) && !obey(task)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("the spool of events was interrupted");
        }
    }

    /** The next task if it writes too and there is room in the group; none otherwise. */
    private @Nullable Task grouped(List<Write> group) {
        return group.size() < MOST_AT_ONCE && tasks.peek() instanceof Write ? tasks.poll() : null;
    }

    private boolean obey(Task task) {
        switch (task) {
            case Read read -> read(read);
            case Done done -> forget(done);
            case Write write -> write(List.of(write));
            case End end -> {
                return false;
            }
        }
        return true;
    }

    private void write(List<Write> group) {
        var accepted = new ArrayList<Write>();
        var records = new ArrayList<ByteBuffer>();
        var size = bytes;
        var unchecked = sum(SpoolSegment::unchecked);
        var before = unchecked;
        for (var write : group) {
            try {
                var record = write.record().get();
                var length = record.remaining();
                refuseBeyond(most, size + length, "bytes");
                refuseBeyond(
                        most / UNCHECKED_PART, write.unchecked() ? unchecked + length : 0, "bytes of unchecked events");
                size += length;
                unchecked += write.unchecked() ? length : 0;
                accepted.add(write);
                records.add(record);
            } catch (IOException | RuntimeException e) {
                refuse(write, e);
            }
        }
        if (!accepted.isEmpty()) {
            write(accepted, records, unchecked - before);
        }
    }

    private static void refuseBeyond(long most, long size, String what) throws IOException {
        if (size > most) {
            throw new IOException("the spool has its " + most + " " + what);
        }
    }

    private void write(List<Write> group, List<ByteBuffer> records, long unchecked) {
        try {
            var segment = writing();
            segment.append(records);
            segment.addUnchecked(unchecked);
            count();
            group.forEach(write -> write.written().complete());
        } catch (IOException e) {
            // What the file has behind its last forced record nobody knows, so another one goes on.
            writable = false;
            LOG.error("{} events cannot be spooled in {}: {}", group.size(), folder, e.getMessage());
            group.forEach(write -> refuse(write, e));
        }
    }

    private void refuse(Write write, Exception why) {
        left.decrementAndGet();
        write.written().fail(why);
    }

    private SpoolSegment writing() throws IOException {
        if (!writable || segments.getLast().size() >= SEGMENT) {
            number++;
            segments.add(SpoolSegment.create(folder.resolve("%016x".formatted(number) + SUFFIX), opener));
            writable = true;
        }
        return segments.getLast();
    }

    private void read(Read read) {
        var events = new ArrayList<Spooled>();
        var bytes = 0L;
        try {
            for (var segment : segments) {
                var from = segment.at();
                while (events.size() < read.most() && bytes < MOST_READ && !segment.isRead()) {
                    var payload = segment.next();
                    if (payload.isEmpty()) {
                        throw new IOException(segment + " cannot be read any more");
                    }
                    bytes += payload.get().length;
                    events.add(SpoolRecord.read(payload.get(), keys));
                }
                segment.backTo(from);
            }
            read.events().complete(events);
        } catch (IOException e) {
            LOG.error("spooled events cannot be read: {}", e.getMessage());
            read.events().fail(e);
        }
    }

    private void forget(Done done) {
        try {
            for (var i = 0; i < done.events(); i++) {
                dropRead();
                segments.getFirst().next();
            }
            left.addAndGet(-done.events());
            dropRead();
            done.forgotten().complete();
        } catch (IOException e) {
            LOG.error("spooled events cannot be forgotten: {}", e.getMessage());
            done.forgotten().fail(e);
        }
    }

    private void dropRead() throws IOException {
        while (!segments.isEmpty() && segments.getFirst().isRead()) {
            writable &= segments.size() > 1;
            segments.removeFirst().delete();
        }
        count();
    }

    private void count() {
        bytes = sum(SpoolSegment::size);
        metrics.bytes(bytes);
    }

    private long sum(ToLongFunction<SpoolSegment> part) {
        return segments.stream().mapToLong(part).sum();
    }

    /** Ends once all that was asked for is done. Blocks. */
    @Override
    public void close() {
        tasks.add(new End());
        try {
            thread.join(PATIENCE_MILLIS);
            for (var segment : segments) {
                segment.close();
            }
        } catch (InterruptedException | IOException e) {
            LOG.warn("the spool of events did not end in good order: {}", e.getMessage());
        }
    }
}
