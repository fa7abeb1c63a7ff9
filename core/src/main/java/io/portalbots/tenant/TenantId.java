package io.portalbots.tenant;

/**
 * Names a tenant: one installation of one application on one portal. Written {@code application.member_id}, which is
 * what URLs, tables and logs show.
 *
 * @param application the name of the application in the configuration
 * @param memberId the portal's identity, 32 hexadecimal characters; it survives a change of domain
 */
public record TenantId(String application, String memberId) {

    private static final int MEMBER_LENGTH = 32;

    public TenantId {
        Application.checkName(application);
        if (memberId.length() != MEMBER_LENGTH || !memberId.chars().allMatch(TenantId::isHexadecimal)) {
            throw new IllegalArgumentException("member_id must be 32 hexadecimal characters but is '" + memberId + "'");
        }
    }

    private static boolean isHexadecimal(int character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
    }

    /** Reads what {@link #toString} wrote. */
    public static TenantId parse(String text) {
        var dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("a tenant is written application.member_id, unlike '" + text + "'");
        }
        return new TenantId(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public String toString() {
        return application + "." + memberId;
    }
}
