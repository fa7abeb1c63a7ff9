package io.portalbots.store;

import io.portalbots.tenant.Secret;

/**
 * Where a PostgreSQL is.
 *
 * @param url {@code postgresql://host:port/database}
 */
public record DatabaseAddress(String url, String user, Secret password) {

    public DatabaseAddress {
        if (!url.matches("postgres(ql)?://[^/@]+/[^/?]+(\\?.*)?")) {
            throw new StoreException(
                    "database-url must look like postgresql://host:5432/database, user and password apart, but is '"
                            + url.replaceFirst("//.*@", "//***@") + "'");
        }
    }
}
