/** The hosts that the program contacts, with what for. */
import { say } from "../../language/say";

const ACCOUNT = "sts.<region>.amazonaws.com";
const STORAGE = "s3.<region>.amazonaws.com";
const BUCKET = "<bucket>.s3.<region>.amazonaws.com";
const KEY = "kms.<region>.amazonaws.com";
const ROLE = "iam.amazonaws.com";
const BROWSER = "<region>.signin.aws.amazon.com";
const COMPANY = "oidc.<region>.amazonaws.com";
const PORTAL = "portal.sso.<region>.amazonaws.com";

export const Hosts = () => (
  <ul className="tight-list">
    <li>{say("about.hosts.account", { host: ACCOUNT })}</li>
    <li>{say("about.hosts.bucket", { host: STORAGE, ofBucket: BUCKET })}</li>
    <li>{say("about.hosts.key", { host: KEY })}</li>
    <li>{say("about.hosts.role", { host: ROLE })}</li>
    <li>{say("about.hosts.browser", { host: BROWSER })}</li>
    <li>{say("about.hosts.company", { host: COMPANY, portal: PORTAL })}</li>
    <li>{say("about.hosts.companyName")}</li>
    <li>{say("about.hosts.profile", { host: COMPANY, portal: PORTAL, browser: BROWSER })}</li>
    <li>
      {say("about.hosts.elsewhere", {
        china: "amazonaws.com.cn",
        chinaSignIn: "signin.amazonaws.cn",
        europe: "amazonaws.eu",
        europeSignIn: "signin.amazonaws-eusc.eu",
      })}
    </li>
  </ul>
);
