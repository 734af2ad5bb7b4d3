/** Which bucket, as the configuration says it. */

/** A bucket of an S3 service. The credentials come as the AWS SDK finds them: `AWS_*` variables first. */
export interface BucketSettings {
  readonly bucket: string;
  /** Address of the service. Default: Amazon's, in the region. */
  readonly endpoint?: string | undefined;
  /** Default: with an endpoint `us-east-1`, which other services than Amazon's take; else the SDK's. */
  readonly region?: string | undefined;
  /** Names the bucket in the path instead of the host name. Default: false, as Amazon wants it. */
  readonly forcePathStyle?: boolean | undefined;
  /** What the names of the objects begin with, without the `/` that follows. Default: nothing. */
  readonly prefix?: string | undefined;
}
