package io.portalbots.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Where the keys of the platform come from: {@link KeyFile} as text. */
public sealed interface KeySource {

    /**
     * Reads the keys anew. Blocks.
     *
     * @throws StoreException naming the source and what is wrong with it, never what it holds
     */
    String read();

    /** Changes whenever the keys may have changed; empty where that cannot be told without reading them. */
    default Optional<Object> mark() {
        return Optional.empty();
    }

    /** A file that only our user may read. */
    record File(Path path) implements KeySource {

        private static final EnumSet<PosixFilePermission> OURS =
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

        private record Mark(FileTime changed, long size) {}

        @Override
        public String read() {
            if (!Files.exists(path)) {
                throw new StoreException("the key file " + path + " does not exist");
            }
            try {
                refuseIfReadableByOthers();
                return Files.readString(path);
            } catch (IOException e) {
                throw new StoreException("the key file " + path + " cannot be used: " + e.getMessage(), e);
            }
        }

        private void refuseIfReadableByOthers() throws IOException {
            if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                return;
            }
            var permissions = Files.getPosixFilePermissions(path);
            if (!OURS.containsAll(permissions)) {
                throw new StoreException("the key file " + path
                        + " must be readable by its owner only (chmod 600), but is "
                        + PosixFilePermissions.toString(permissions));
            }
        }

        @Override
        public Optional<Object> mark() {
            try {
                return Optional.of(new Mark(Files.getLastModifiedTime(path), Files.size(path)));
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return "the key file " + path;
        }
    }

    /**
     * A key service, by a command for the shell whose output is the key file, such as {@code vault kv get -field=keys
     * secret/portalbots}. It has half a minute.
     */
    record Command(String line) implements KeySource {

        private static final Duration LIMIT = Duration.ofSeconds(30);
        private static final int LONGEST = 64 * 1024;

        @Override
        public String read() {
            try {
                var process = new ProcessBuilder("sh", "-c", line)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                process.getOutputStream().close();
                var limit = CompletableFuture.delayedExecutor(LIMIT.toSeconds(), TimeUnit.SECONDS);
                var killed = CompletableFuture.runAsync(() -> kill(process), limit);
                var text = process.getInputStream().readNBytes(LONGEST);
                kill(process); // what writes more than a key file does not end by itself
                return checked(process.waitFor(), killed.isDone(), text);
            } catch (IOException | InterruptedException e) {
                throw new StoreException(this + " cannot be run: " + e.getMessage(), e);
            }
        }

        private static void kill(Process process) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }

        private String checked(int exit, boolean killed, byte[] text) {
            if (killed) {
                throw new StoreException(this + " does not end within " + LIMIT.toSeconds() + " s");
            }
            if (exit != 0) {
                throw new StoreException(this + " fails with exit code " + exit);
            }
            return new String(text, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "the keys-command '" + line + "'";
        }
    }
}
