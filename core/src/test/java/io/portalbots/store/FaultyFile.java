package io.portalbots.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Files of a disk that has room for so many bytes more, or whose forcing fails. */
final class FaultyFile extends FileChannel {

    /** A disk. */
    static final class Disk implements SpoolSegment.Opener {

        final AtomicLong room = new AtomicLong(Long.MAX_VALUE);
        volatile boolean forceFails;

        @Override
        public FileChannel open(Path file, OpenOption... options) throws IOException {
            return new FaultyFile(FileChannel.open(file, options), this);
        }
    }

    private final FileChannel real;
    private final Disk disk;

    private FaultyFile(FileChannel real, Disk disk) {
        this.real = real;
        this.disk = disk;
    }

    /** Writes what there is room for, as disks do, and fails when there is none. */
    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
        var fits = (int) Math.min(bytes.remaining(), disk.room.get());
        if (fits == 0) {
            throw new IOException("No space left on device");
        }
        var part = bytes.slice(bytes.position(), fits);
        var written = real.write(part, position);
        bytes.position(bytes.position() + written);
        disk.room.addAndGet(-written);
        return written;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        if (disk.forceFails) {
            throw new IOException("Input/output error");
        }
        real.force(metaData);
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
        return real.read(bytes, position);
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        return real.truncate(size);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }

    @Override
    public int read(ByteBuffer bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
