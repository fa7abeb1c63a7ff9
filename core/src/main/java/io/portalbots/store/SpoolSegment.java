package io.portalbots.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** One file of a spool: records behind each other, and of them those that are known to be on the disk. For one thread. */
final class SpoolSegment {

    private final Path file;
    private final FileChannel channel;
    private long size;
    private long at;
    private long unchecked;

    /** Opens files. Tests have one whose files fail. */
    @FunctionalInterface
    interface Opener {

        FileChannel open(Path file, OpenOption... options) throws IOException;
    }

    private SpoolSegment(Path file, FileChannel channel, long size) {
        this.file = file;
        this.channel = channel;
        this.size = size;
    }

    /** A new one, whose name is on the disk too. */
    static SpoolSegment create(Path file, Opener opener) throws IOException {
        var channel =
                opener.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (var folder = opener.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new SpoolSegment(file, channel, 0);
    }

    /** One that a process before this left; {@link #cut} has to follow. */
    static SpoolSegment open(Path file, Opener opener) throws IOException {
        var channel = opener.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new SpoolSegment(file, channel, channel.size());
    }

    /**
     * Ends it before the first record that is not whole.
     *
     * @return how many bytes were cut
     */
    long cut() throws IOException {
        var whole = size;
        while (next().isPresent()) {
            // goes on to the end of what is whole
        }
        size = at;
        at = 0;
        if (size < whole) {
            channel.truncate(size);
            channel.force(true);
        }
        return whole - size;
    }

    /** Adds records; they are on the disk when this returns. After a failure only what was there before counts. */
    void append(List<ByteBuffer> records) throws IOException {
        var end = size;
        for (var record : records) {
            while (record.hasRemaining()) {
                end += channel.write(record, end);
            }
        }
        channel.force(false);
        size = end;
    }

    /** The payload of the next record, and moves on; empty at the end, and where a record is not whole. */
    Optional<byte[]> next() throws IOException {
        var head = read(at, SpoolRecord.HEAD);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        var length = head.get().getInt();
        var checksum = head.get().getInt();
        if (length < 0 || length > SpoolRecord.LONGEST) {
            return Optional.empty();
        }
        var payload = read(at + SpoolRecord.HEAD, length).map(ByteBuffer::array);
        if (payload.isEmpty() || SpoolRecord.checksum(payload.get()) != checksum) {
            return Optional.empty();
        }
        at += SpoolRecord.HEAD + length;
        return payload;
    }

    private Optional<ByteBuffer> read(long from, int length) throws IOException {
        if (from + length > size) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(bytes.flip());
    }

    long size() {
        return size;
    }

    /** How many bytes of it are of events that nobody checked. */
    long unchecked() {
        return unchecked;
    }

    void addUnchecked(long bytes) {
        unchecked += bytes;
    }

    /** Where the next record is. */
    long at() {
        return at;
    }

    void backTo(long position) {
        at = position;
    }

    boolean isRead() {
        return at >= size;
    }

    /** It is of no use any more. */
    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
