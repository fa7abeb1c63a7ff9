package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Secrets;

/**
 * What proves to an application's page which portal and which person a frame is for [src: im/lib/app.php].
 *
 * @param domain md5 of the portal's host and the HASH
 * @param user md5 of the person's id and the HASH
 */
public record Signatures(String domain, String user) {

    private static final String RESERVED = "register";

    /** Signs with {@code hash}; with the reserved word the person by a secret that no application knows [src]. */
    static Signatures of(Portal portal, int userId, String hash) {
        var userSecret = hash.equals(RESERVED) ? portal.privateId() : hash;
        return new Signatures(Secrets.md5(portal.host() + hash), Secrets.md5(userId + userSecret));
    }
}
