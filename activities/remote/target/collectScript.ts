/**
 * $1 is the limit in bytes, $2 the time, the others are files and folders. The bundle comes in lines of three
 * characters, because secrets are masked in all output, and no secret is short enough to occur in such a line
 * by chance.
 *
 * It reads as root what others may write, so it follows no symbolic link: neither one that was there nor one
 * that replaces a file or folder after `find` has seen it. Each file is opened from within its folder, whose
 * real place is checked from inside, where nobody can exchange it any more.
 */
export const collectScript = `
umask 077
export LC_ALL=C
limit=$1 since=$2
shift 2
work=$(mktemp -d /var/tmp/toban-logs.XXXXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 143' TERM INT HUP
newline='
'
# Files that cannot be read or are gone by then are left out.
find -P "$@" -xdev -type f -size +0 -newermt "$since" ! -path "*$newline*" -printf '%T@ %s %p\\n' \\
  > "$work/unsorted" 2> /dev/null || true
sort -rn "$work/unsorted" > "$work/found"
mkdir "$work/logs"
files=0 cut=0 left=0 room=$limit

# $1: a file, $2: the bytes to take from its end, $3: its size. Of a growing log, the newest end counts.
take_end() (
  folder=\${1%/*}
  cd -P "\${folder:-/}" && test "$(pwd -P)" = "\${folder:-/}" || exit 1
  skip=$(($3 - $2))
  dd if="./\${1##*/}" iflag=nofollow,nonblock,fullblock,skip_bytes skip="$skip" bs=65536 of="$work/part" 2> /dev/null || exit 1
  tail -c "$2" "$work/part"
)

while IFS=' ' read -r _ size file; do
  if test "$room" -le 0; then left=$((left + 1)); continue; fi
  # Find repeats the doubled slashes of the folder it was given; the copy's path has none.
  file=$(printf '%s' "$file" | tr -s /)
  copy=$work/logs$file
  mkdir -p "\${copy%/*}"
  take=$size
  if test "$size" -gt "$room"; then take=$room; fi
  if take_end "$file" "$take" "$size" > "$copy" 2> /dev/null; then
    if test "$take" -lt "$size"; then cut=$((cut + 1)); fi
    files=$((files + 1)) room=$((room - take))
  else
    rm -f "$copy"
    left=$((left + 1))
  fi
  rm -f "$work/part"
done < "$work/found"
tar -C "$work/logs" -czf "$work/bundle" .
digest=$(sha256sum < "$work/bundle")
echo "$files $cut $left \${digest%% *}"
base64 -w 3 "$work/bundle"
`;
