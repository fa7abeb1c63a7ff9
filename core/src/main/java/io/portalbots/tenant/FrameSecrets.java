package io.portalbots.tenant;

/** The secrets with which portals sign the addresses of frames. Derived, never stored. */
public interface FrameSecrets {

    /**
     * The HASH of one frame: 32 hexadecimal characters, different for every installation, app and generation.
     *
     * @param app as the portal knows it, {@code plugin.app}
     */
    Secret hash(TenantId tenant, String app, int generation);

    /** How the portal signs {@code text} with that HASH: MD5 over the two, in hexadecimal. */
    Secret signature(TenantId tenant, String app, int generation, String text);
}
