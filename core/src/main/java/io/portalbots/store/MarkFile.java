package io.portalbots.store;

import io.portalbots.registry.brakes.Marker;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file beside the database, {@code {"mark": 12, "time": "2026-11-22T12:00:00Z"}}: what was seen there last. */
public final class MarkFile implements Marker {

    private static final Logger LOG = LoggerFactory.getLogger(MarkFile.class);

    private final Path file;

    public MarkFile(Path file) {
        this.file = file;
    }

    /** @throws StoreException if there is a file that cannot be read */
    @Override
    public Optional<Mark> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var json = new JsonObject(Files.readString(file));
            return Optional.of(new Mark(json.getLong("mark"), Instant.parse(json.getString("time"))));
        } catch (IOException | RuntimeException e) {
            throw new StoreException(
                    "the file " + file + ", by which a restored database is noticed, cannot be used (" + e.getMessage()
                            + "); remove it if the database is the right one",
                    e);
        }
    }

    /** A failure is only logged: an older note notices less, and does no harm. */
    @Override
    public void write(Mark mark) {
        try {
            PrivateFile.write(
                    file,
                    new JsonObject()
                            .put("mark", mark.mark())
                            .put("time", mark.time().toString())
                            .encode());
        } catch (IOException e) {
            LOG.warn(
                    "the file {} cannot be written, so a restored database may go unnoticed: {}", file, e.getMessage());
        }
    }
}
