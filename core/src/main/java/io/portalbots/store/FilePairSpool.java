package io.portalbots.store;

import io.portalbots.tenant.PairSpool;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.Tokens;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pairs of tokens as files in a folder of this process, one each: written, forced to the disk, then given their name. How
 * long an access token lived on is not written: only a clock that others set could tell the rest of it later, so one that
 * is read back counts as over, and its refresh token gets the next.
 */
public final class FilePairSpool implements PairSpool {

    private static final Logger LOG = LoggerFactory.getLogger(FilePairSpool.class);
    private static final String SUFFIX = ".pair";

    private final Path folder;
    private final Keys keys;

    /** @throws StoreException if the folder cannot be made */
    public FilePairSpool(Path folder, Keys keys) {
        this.folder = folder;
        this.keys = keys;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StoreException("the folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
    }

    @Override
    public Pair keep(Tenant tenant, long stale, Tokens fresh, URI endpoint) {
        var pair = new Pair(UUID.randomUUID() + SUFFIX, tenant.id(), tenant.generation(), stale, fresh, endpoint);
        try {
            write(pair);
            return pair;
        } catch (IOException e) {
            throw new UncheckedIOException("new tokens of " + tenant.id() + " cannot be written to " + folder, e);
        }
    }

    private void write(Pair pair) throws IOException {
        var part = folder.resolve(pair.name() + ".part");
        try (var file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(written(pair).encode().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(part, folder.resolve(pair.name()), StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private JsonObject written(Pair pair) {
        var fresh = pair.fresh();
        return new JsonObject()
                .put("tenant", pair.tenant().toString())
                .put("generation", pair.generation())
                .put("stale", pair.stale())
                .put("holder", fresh.holder())
                .put("access", sealed(pair, "access", fresh.access()))
                .put("refresh", sealed(pair, "refresh", fresh.refresh()))
                .put("endpoint", pair.endpoint().toString());
    }

    private byte[] sealed(Pair pair, String what, Secret secret) {
        return keys.seal(secret, pair.tenant(), place(what, pair.fresh().holder()), pair.generation());
    }

    private static String place(String what, long holder) {
        return "pair." + what + "/" + holder;
    }

    @Override
    public void done(Pair pair) {
        try {
            Files.deleteIfExists(folder.resolve(pair.name()));
        } catch (IOException e) {
            LOG.warn("the file {} is of no use any more, and cannot be deleted: {}", pair.name(), e.getMessage());
        }
    }

    @Override
    public List<Pair> left() {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }

    /** One that cannot be read stays for people to look at; the others go on. */
    private Optional<Pair> read(Path file) {
        try {
            return Optional.of(pair(file, new JsonObject(Files.readString(file))));
        } catch (IOException | RuntimeException e) {
            LOG.error("the file {} with new tokens cannot be read: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private Pair pair(Path file, JsonObject json) {
        var tenant = TenantId.parse(json.getString("tenant"));
        var generation = json.getInteger("generation");
        var holder = json.getLong("holder");
        var stale = json.getLong("stale");
        var fresh = new Tokens(
                holder,
                keys.open(json.getBinary("access"), tenant, place("access", holder), generation),
                keys.open(json.getBinary("refresh"), tenant, place("refresh", holder), generation),
                Duration.ZERO,
                stale + 1);
        var name = String.valueOf(file.getFileName());
        return new Pair(name, tenant, generation, stale, fresh, URI.create(json.getString("endpoint")));
    }
}
