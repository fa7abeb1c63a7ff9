package io.portalbots.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.prf.PrfSet;
import io.portalbots.tenant.FrameSecrets;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Signer;
import io.portalbots.tenant.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the platform: one keyset seals tokens, another derives the secrets of frames, digests of application
 * tokens and signatures. Another process may change the sealing keyset while we run: what does not open, and a file that changed, let
 * us read the keys again, once a second at most.
 */
public final class Keys implements FrameSecrets, Signer {

    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final Pattern PURPOSE = Pattern.compile("[a-z0-9.]{1,40}");

    /** What was read, ready for use. */
    private record Ring(KeyFile file, Aead sealing, PrfSet deriving, Optional<Object> mark) {

        static Ring of(KeyFile file, Optional<Object> mark) {
            try {
                var sealing = file.sealing().getPrimitive(KeyFile.TINK, Aead.class);
                return new Ring(file, sealing, file.deriving().getPrimitive(KeyFile.TINK, PrfSet.class), mark);
            } catch (GeneralSecurityException e) {
                throw new StoreException("the keysets of a key file cannot be used: " + e.getMessage(), e);
            }
        }
    }

    private final KeySource source;
    private final LongSupplier nanos;
    private volatile Ring ring;
    private volatile long readAt;
    private volatile long lookedAt;

    Keys(KeySource source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
        var mark = source.mark();
        this.ring = Ring.of(KeyFile.read(source), mark);
        this.readAt = nanos.getAsLong() - PAUSE;
        this.lookedAt = readAt;
    }

    /**
     * Reads the keys. Blocks.
     *
     * @throws StoreException if they are missing, a file readable by others, or no keys; names the source
     */
    public static Keys read(KeySource source) {
        return new Keys(source, System::nanoTime);
    }

    /** {@link #read(KeySource)}, from a file. */
    public static Keys read(Path file) {
        return read(new KeySource.File(file));
    }

    /** Makes a key file, unless there is one. */
    public static void make(Path file) {
        try {
            if (!Files.exists(file)) {
                PrivateFile.write(file, KeyFile.generate().encode());
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new StoreException("the key file " + file + " cannot be made: " + e.getMessage(), e);
        }
    }

    KeySource source() {
        return source;
    }

    /** The keys as they were read last. */
    KeyFile present() {
        return ring.file();
    }

    /** The keys as they are now, read anew. */
    KeyFile reread() {
        return reread(ring).file();
    }

    /**
     * Changes the sealing keyset, in the file first.
     *
     * @throws StoreException if the keys are not in a file, or it cannot be written
     */
    synchronized void change(KeyFile changed) {
        if (!(source instanceof KeySource.File file)) {
            throw new StoreException("only who keeps the keys of " + source + " can change them");
        }
        try {
            PrivateFile.write(file.path(), changed.encode());
        } catch (IOException | GeneralSecurityException e) {
            throw new StoreException(source + " cannot be written: " + e.getMessage(), e);
        }
        ring = Ring.of(changed, source.mark());
    }

    /** The present keys, those of a file that changed since included. */
    private Ring latest() {
        var now = nanos.getAsLong();
        var present = ring;
        if (now - lookedAt < PAUSE) {
            return present;
        }
        lookedAt = now;
        var mark = source.mark();
        return mark.isEmpty() || mark.equals(present.mark()) ? present : reread(present);
    }

    /** The keys after those that were {@code tried}; the same ones if there are no others yet. */
    private synchronized Ring newer(Ring tried) {
        return ring.equals(tried) && nanos.getAsLong() - readAt >= PAUSE ? reread(tried) : ring;
    }

    private synchronized Ring reread(Ring tried) {
        if (!ring.equals(tried)) {
            return ring;
        }
        readAt = nanos.getAsLong();
        try {
            var mark = source.mark();
            var file = KeyFile.read(source);
            if (!file.derivesLike(tried.file())) {
                throw new StoreException(source + " has another deriving keyset than before, which never may change");
            }
            ring = Ring.of(file, mark);
        } catch (StoreException e) {
            LOG.error("the keys stay as they were: {}", e.getMessage());
        }
        return ring;
    }

    /** Seals a secret for one place; it opens nowhere else. */
    byte[] seal(Secret secret, TenantId tenant, String column, int generation) {
        return sealed(utf8(secret.reveal()), place(tenant, column, generation), column + " of " + tenant);
    }

    /** Likewise, for a place that is no tenant's. */
    byte[] seal(byte[] plain, String place) {
        return sealed(plain, place, place);
    }

    private byte[] sealed(byte[] plain, String place, String name) {
        try {
            return latest().sealing().encrypt(plain, utf8(place));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal " + name, e);
        }
    }

    /** Opens what {@link #seal(Secret, TenantId, String, int)} closed for the same place. */
    Secret open(byte[] sealed, TenantId tenant, String column, int generation) {
        var plain = opened(sealed, place(tenant, column, generation), column + " of " + tenant);
        return Secret.of(new String(plain, StandardCharsets.UTF_8));
    }

    /** Opens what {@link #seal(byte[], String)} closed for the same place. */
    byte[] open(byte[] sealed, String place) {
        return opened(sealed, place, place);
    }

    private byte[] opened(byte[] sealed, String place, String name) {
        var tried = ring;
        try {
            return tried.sealing().decrypt(sealed, utf8(place));
        } catch (GeneralSecurityException e) {
            return openedByOthers(newer(tried), sealed, place, name);
        }
    }

    private static byte[] openedByOthers(Ring ring, byte[] sealed, String place, String name) {
        try {
            return ring.sealing().decrypt(sealed, utf8(place));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open " + name + ": wrong key file, or not its row", e);
        }
    }

    private static String place(TenantId tenant, String column, int generation) {
        return tenant + "|" + column + "|" + generation;
    }

    /** A digest by which an application token is recognised. */
    byte[] digest(Secret applicationToken, TenantId tenant) {
        return derive("application_token|" + tenant + "|" + applicationToken.reveal(), 32);
    }

    @Override
    public Secret hash(TenantId tenant, String app, int generation) {
        return Secret.of(HexFormat.of().formatHex(derive("frame|" + tenant + "|" + app + "|" + generation, 16)));
    }

    @Override
    public Secret signature(TenantId tenant, String app, int generation, String text) {
        var signed = utf8(text + hash(tenant, app, generation).reveal());
        try {
            return Secret.of(
                    HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(signed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    @Override
    public byte[] sign(String purpose, byte[] payload) {
        if (!PURPOSE.matcher(purpose).matches()) {
            throw new IllegalArgumentException("a purpose must match " + PURPOSE + " but is '" + purpose + "'");
        }
        var text = "signature|" + purpose + "|" + Base64.getEncoder().encodeToString(payload);
        return derive(text, 32);
    }

    private byte[] derive(String from, int bytes) {
        try {
            return ring.deriving().computePrimary(utf8(from), bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive a secret", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
