package io.portalbots.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import io.portalbots.tenant.FrameSecrets;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Signer;
import io.portalbots.tenant.TenantId;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The keys of the platform, from a file that only its user may read: one keyset seals tokens, another derives the
 * secrets of frames, digests of application tokens and signatures.
 */
public final class Keys implements FrameSecrets, Signer {

    private static final Configuration TINK = tink();
    private static final Pattern PURPOSE = Pattern.compile("[a-z0-9.]{1,40}");

    private final Aead sealing;
    private final PrfSet deriving;

    private Keys(KeysetHandle sealing, KeysetHandle deriving) throws GeneralSecurityException {
        this.sealing = sealing.getPrimitive(TINK, Aead.class);
        this.deriving = deriving.getPrimitive(TINK, PrfSet.class);
    }

    /**
     * Reads a key file.
     *
     * @throws StoreException if it is missing, readable by others, or no key file; names it
     */
    public static Keys read(Path file) {
        try {
            if (!Files.exists(file)) {
                throw new StoreException("the key file " + file + " does not exist");
            }
            refuseIfReadableByOthers(file);
            var json = new JsonObject(Files.readString(file));
            return new Keys(keyset(json.getJsonObject("sealing")), keyset(json.getJsonObject("deriving")));
        } catch (IOException
                | GeneralSecurityException
                | DecodeException
                | ClassCastException
                | NullPointerException e) {
            throw new StoreException("the key file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Makes a key file, unless there is one. */
    public static void make(Path file) {
        try {
            if (Files.exists(file)) {
                return;
            }
            var json = new JsonObject()
                    .put("sealing", json(PredefinedAeadParameters.AES256_GCM))
                    .put("deriving", json(PredefinedPrfParameters.HMAC_SHA256_PRF));
            PrivateFile.write(file, json.encodePrettily());
        } catch (IOException | GeneralSecurityException e) {
            throw new StoreException("the key file " + file + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static void refuseIfReadableByOthers(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        var others = Files.getPosixFilePermissions(file);
        others.removeAll(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        if (!others.isEmpty()) {
            throw new StoreException("the key file " + file + " must be readable by its owner only (chmod 600), but is "
                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    private static KeysetHandle keyset(JsonObject json) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(json.encode(), TINK, InsecureSecretKeyAccess.get());
    }

    private static JsonObject json(Parameters parameters) throws GeneralSecurityException {
        var keyset = KeysetHandle.generateNew(parameters, TINK);
        return new JsonObject(TinkJsonProtoKeysetFormat.serializeKeyset(keyset, TINK, InsecureSecretKeyAccess.get()));
    }

    private static Configuration tink() {
        try {
            AeadConfig.register();
            PrfConfig.register();
            return RegistryConfiguration.get();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink has no configuration", e);
        }
    }

    /** Seals a secret for one place; it opens nowhere else. */
    byte[] seal(Secret secret, TenantId tenant, String column, int generation) {
        try {
            return sealing.encrypt(utf8(secret.reveal()), place(tenant, column, generation));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal " + column + " of " + tenant, e);
        }
    }

    /** Opens what {@link #seal} closed for the same place. */
    Secret open(byte[] sealed, TenantId tenant, String column, int generation) {
        try {
            return Secret.of(
                    new String(sealing.decrypt(sealed, place(tenant, column, generation)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "cannot open " + column + " of " + tenant + ": wrong key file, or not its row", e);
        }
    }

    private static byte[] place(TenantId tenant, String column, int generation) {
        return utf8(tenant + "|" + column + "|" + generation);
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
            return deriving.computePrimary(utf8(from), bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive a secret", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
