package io.portalbots.store;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AeadKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a key file says: {@code {"sealing": {..}, "deriving": {..}}}, each a keyset in Tink's JSON.
 *
 * @param sealing AES-256-GCM; its primary key seals, every key of it opens
 * @param deriving HMAC-SHA-256; never changed, because what it derived is out in the world: the secrets with which
 *     portals sign frames, and the digests of tokens that we do not have
 */
record KeyFile(KeysetHandle sealing, KeysetHandle deriving) {

    static final Configuration TINK = tink();

    private static Configuration tink() {
        try {
            AeadConfig.register();
            PrfConfig.register();
            return RegistryConfiguration.get();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink has no configuration", e);
        }
    }

    static KeyFile generate() throws GeneralSecurityException {
        return new KeyFile(
                KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK),
                KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF, TINK));
    }

    /**
     * Reads the keys of a source.
     *
     * @throws StoreException if they cannot be had; its message has nothing of what was read
     */
    static KeyFile read(KeySource source) {
        var text = source.read();
        try {
            var json = new JsonObject(text);
            return new KeyFile(keyset(json.getJsonObject("sealing")), keyset(json.getJsonObject("deriving")));
        } catch (RuntimeException | GeneralSecurityException e) {
            throw new StoreException(source + " cannot be used: it is no key file ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private static KeysetHandle keyset(JsonObject json) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(json.encode(), TINK, InsecureSecretKeyAccess.get());
    }

    String encode() throws GeneralSecurityException {
        return new JsonObject()
                .put("sealing", json(sealing))
                .put("deriving", json(deriving))
                .encodePrettily();
    }

    private static JsonObject json(KeysetHandle keyset) throws GeneralSecurityException {
        return new JsonObject(TinkJsonProtoKeysetFormat.serializeKeyset(keyset, TINK, InsecureSecretKeyAccess.get()));
    }

    /** With one more key, which seals from now on. */
    KeyFile withNewPrimary() throws GeneralSecurityException {
        Parameters parameters = PredefinedAeadParameters.AES256_GCM;
        var more = KeysetHandle.newBuilder(sealing)
                .addEntry(KeysetHandle.generateEntryFromParameters(parameters)
                        .withRandomId()
                        .makePrimary())
                .setConfiguration(TINK);
        return new KeyFile(more.build(), deriving);
    }

    /** Without those keys, of which the primary is none. */
    KeyFile without(Set<String> prefixes) throws GeneralSecurityException {
        var fewer = KeysetHandle.newBuilder(sealing).setConfiguration(TINK);
        for (var i = sealing.size() - 1; i >= 0; i--) {
            if (prefixes.contains(prefix(sealing.getAt(i)))) {
                fewer.deleteAt(i);
            }
        }
        return new KeyFile(fewer.build(), deriving);
    }

    /** How everything begins that the primary key seals, in hexadecimal. */
    String primary() {
        return prefix(sealing.getPrimary());
    }

    /** How everything begins that the other keys sealed. */
    List<String> others() {
        return IntStream.range(0, sealing.size())
                .mapToObj(sealing::getAt)
                .filter(entry -> !entry.isPrimary())
                .map(KeyFile::prefix)
                .toList();
    }

    private static String prefix(KeysetHandle.Entry entry) {
        return entry.getKey() instanceof AeadKey key
                ? HexFormat.of().formatHex(key.getOutputPrefix().toByteArray())
                : "";
    }

    boolean derivesLike(KeyFile other) {
        return deriving.equalsKeyset(other.deriving);
    }
}
